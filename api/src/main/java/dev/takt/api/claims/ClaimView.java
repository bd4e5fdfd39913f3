package dev.takt.api.claims;

import dev.takt.workflows.claim.Claim;
import dev.takt.workflows.claim.ClaimStep;
import dev.takt.workflows.claim.Interest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/**
 * A claim as the API tells it, in minor units: {@code principal + fees + compensation + interest −
 * paid − givenUp = total}.
 *
 * @param principal what was billed, less what was credited or given up of it
 * @param paid of the principal and of what is claimed beside it
 * @param givenUp of what is claimed beside the principal
 */
record ClaimView(
    String invoiceId,
    LocalDate asOf,
    long principal,
    List<FeeLine> fees,
    long compensation,
    Interest interest,
    long paid,
    long givenUp,
    long total,
    String currency) {

  /**
   * A fee.
   *
   * @param rule the key of the law's fact that allows it
   */
  record FeeLine(
      Kind kind, long amount, LocalDate on, @Schema(example = "dk.rykkergebyr.max") String rule) {

    /** What it was charged for. */
    enum Kind {
      REMINDER,
      COLLECTION_NOTICE,
      /** Handing the debt over. */
      COLLECTION;

      static Kind of(ClaimStep step) {
        return switch (step) {
          case REMINDER -> REMINDER;
          case COLLECTION_NOTICE -> COLLECTION_NOTICE;
          case HAND_OVER, COMPENSATION -> COLLECTION;
        };
      }
    }
  }

  static ClaimView of(String invoiceId, LocalDate asOf, Claim claim, String currency) {
    return new ClaimView(
        invoiceId,
        asOf,
        claim.principal(),
        claim.fees().stream()
            .map(
                fee -> new FeeLine(FeeLine.Kind.of(fee.kind()), fee.amount(), fee.on(), fee.rule()))
            .toList(),
        claim.compensation(),
        claim.interest(),
        claim.paid(),
        claim.givenUp(),
        claim.total(),
        currency);
  }
}
