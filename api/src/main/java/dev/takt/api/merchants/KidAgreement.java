package dev.takt.api.merchants;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.Range;

/**
 * What a Norwegian bank and a merchant agreed of the KID that payers state.
 *
 * @param length with the check digit
 */
public record KidAgreement(
    @Schema(example = "10") @NotNull @Range(min = 6, max = 25) Integer length,
    @Schema(example = "10") @NotNull @Range(min = 10, max = 11) Integer modulus) {}
