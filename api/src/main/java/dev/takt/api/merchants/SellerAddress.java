package dev.takt.api.merchants;

import dev.takt.api.web.Format;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A seller's place of business. */
public record SellerAddress(
    @Schema(example = "Vesterbrogade 1") @NotNull @Text(max = 200) String line1,
    @Text(max = 200) @Nullable String line2,
    @Schema(example = "1620") @NotNull @Text(max = 20) String postalCode,
    @Schema(example = "København V") @NotNull @Text(max = 100) String city,
    @Schema(example = "DK") @NotNull @Format(TextFormat.COUNTRY) String country) {}
