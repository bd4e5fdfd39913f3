package dev.takt.api.claims;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A letter about a claim, as it was sent.
 *
 * @param on the day on which it was written
 * @param sentAt when it went; null where it could not be sent
 * @param status of the message that it is
 * @param subject null, as is the text, where the customer's personal data was deleted
 * @param deadline the last day to pay
 * @param fee what it charges, in minor units
 * @param total the claim with it, in minor units
 */
record ClaimDocument(
    String id,
    @Schema(example = "REMINDER") String kind,
    LocalDate on,
    @Nullable Instant sentAt,
    @Schema(example = "EMAIL") String channel,
    @Schema(example = "SENT") @Nullable String status,
    @JsonIgnore @Nullable String language,
    @Nullable String subject,
    @Nullable String text,
    LocalDate deadline,
    long fee,
    long total) {}
