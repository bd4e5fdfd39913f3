package dev.takt.workflows.settlement;

import org.jspecify.annotations.Nullable;

/**
 * A line on the way back to the money, with the way that leads there: time that was billed, credit
 * that paid for it, time that the credit came from, and so on.
 *
 * @param fromCredit the customer's credit that came from the line, where that is the way to it
 */
record Hop(
    String invoiceId, MoneyTrail.Line line, @Nullable String fromCredit, @Nullable Hop before) {

  static Hop on(String invoiceId, MoneyTrail.Line line) {
    return new Hop(invoiceId, line, null, null);
  }

  /** On to a line of the same invoice that took credit. */
  Hop through(MoneyTrail.Line taken) {
    return new Hop(invoiceId, taken, null, this);
  }

  /** On to a line that the credit came from. */
  Hop to(String otherInvoiceId, MoneyTrail.Line source, @Nullable String creditId) {
    return new Hop(otherInvoiceId, source, creditId, this);
  }
}
