package dev.takt.worker.bankfolder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where banks' files come in by themselves.
 *
 * @param bankFolder the folder ({@code TAKT_BANK_FOLDER}), with one in it for each merchant; null:
 *     none is watched
 */
@Validated
@ConfigurationProperties("takt")
public record BankFolderSettings(
    @WritableFolder(message = "a folder that is there and that Takt may write into")
        @Nullable Path bankFolder) {}
