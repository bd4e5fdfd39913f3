package dev.takt.activities.receivables;

import java.time.LocalDate;

/** What is claimed of an invoice beside its principal, for whoever books money. */
public interface ClaimCosts {

  /**
   * How much of an amount that has come in for a locked invoice goes to fees, compensation and
   * interest; what is left pays the principal. The interest until then is booked.
   *
   * @param on the day on which it came
   * @return in minor units, from 0 to the amount
   */
  long share(Receivable invoice, long amount, LocalDate on, BooksTransaction transaction);
}
