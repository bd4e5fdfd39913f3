package dev.takt.activities.receivables;

import dev.takt.workflows.dunning.Decline;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Hears of everything that happens to what customers owe, in the transaction in which it happens
 * and with the invoice locked: so that dunning is right the moment the books are.
 */
public interface InvoiceListener {

  /** An invoice was issued that is to be paid by bank. */
  void issued(String tenant, String invoiceId, Instant at);

  /** What is due on an invoice was lowered, or what was given up came in after all. */
  void changed(Receivable before, Receivable after, Instant at);

  /**
   * A payment comes in; {@code amount} of it pays what is due or was given up. What is due is
   * lowered after this.
   *
   * @return whether the invoice is watched: else it need not be told what is due after this
   */
  boolean paid(Receivable before, String paymentId, long amount, LocalDate bookedOn, Instant at);

  /** A charge was declined. */
  void declined(Receivable invoice, Attempted attempted, Instant at);

  /** A card scheme does not allow a charge yet. */
  void postponed(Receivable invoice, Attempted attempted, Instant until, String rule, Instant at);

  /** Whether the attempt of that name is still wanted. */
  boolean isWanted(Receivable invoice, String attemptKey);

  /**
   * An attempt.
   *
   * @param attemptKey null with an invoice's first charge
   * @param decline why it was declined; with a postponed one, the card's latest decline
   */
  record Attempted(
      @Nullable String paymentId,
      @Nullable String attemptKey,
      @Nullable String cardId,
      Decline decline) {}
}
