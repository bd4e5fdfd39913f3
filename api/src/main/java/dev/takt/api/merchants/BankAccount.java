package dev.takt.api.merchants;

import dev.takt.api.web.Format;
import dev.takt.api.web.TextFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account that customers pay into: by its IBAN, or as the seller's country numbers accounts.
 *
 * @param registrationNumber of the branch of a Danish bank
 */
public record BankAccount(
    @Schema(example = "0040") @Pattern(regexp = "\\d{4}", message = "must have 4 digits")
        @Nullable String registrationNumber,
    @Schema(example = "0440116243")
        @Pattern(regexp = "\\d{5,14}", message = "must have 5 to 14 digits")
        @Nullable String accountNumber,
    @Schema(example = "DK5000400440116243") @Format(TextFormat.IBAN) @Nullable String iban,
    @Schema(example = "DABADKKK") @Format(TextFormat.BIC) @Nullable String bic) {}
