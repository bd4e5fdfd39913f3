package dev.takt.records.claims;

import dev.takt.workflows.claim.Claim;
import dev.takt.workflows.claim.ClaimTerms;
import dev.takt.workflows.claim.DayCount;
import dev.takt.workflows.law.DebtorKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * How what is claimed of an invoice is reckoned, as it was when its case began.
 *
 * @param country whose law it is
 * @param feeAgreed whether a fee for reminders was agreed when the debt arose
 * @param dueOn the last day to pay in time, as the law moves it
 * @param interest whether interest is asked for
 * @param leastClaim a rest below it is given up; in minor units
 */
@Table("claim")
public record ClaimBasis(
    @Id String invoiceId,
    String tenant,
    String country,
    DebtorKind debtor,
    boolean feeAgreed,
    LocalDate dueOn,
    boolean interest,
    DayCount dayCount,
    ClaimTerms.Allocation allocation,
    long leastClaim) {

  /** What the merchant had chosen. */
  public ClaimTerms terms() {
    return new ClaimTerms(interest, dayCount, allocation, leastClaim);
  }

  /**
   * A change of the account, as the journal has it.
   *
   * @param onDay when it was made, or when the money came
   * @param fromDay the first day of the service that a credit note credits
   */
  public record Movement(
      String what, LocalDate onDay, @Nullable LocalDate fromDay, long amount, boolean costs) {

    /**
     * Money counts from the day on which it came, a credit note from the day that what it credits
     * was not owed.
     */
    Claim.Change change(LocalDate dueOn) {
      return switch (what) {
        case "credit_note", "vat" ->
            new Claim.Change(
                Claim.What.CREDITED, onDay, fromDay == null ? dueOn : fromDay, amount, costs);
        case "write_off" -> new Claim.Change(Claim.What.GIVEN_UP, onDay, onDay, amount, costs);
        default -> new Claim.Change(Claim.What.PAID, onDay, onDay, amount, costs);
      };
    }
  }
}
