package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.records.History;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.subscription.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Refunds that no payment method can take, and that the merchant has sent by bank. */
@Component
class MerchantTransfers {
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final RefundBooking refunds;
  private final Receivables receivables;
  private final History history;

  MerchantTransfers(
      JdbcClient database,
      PlatformTransactionManager transactions,
      RefundBooking refunds,
      Receivables receivables,
      History history) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.refunds = refunds;
    this.receivables = receivables;
    this.history = history;
  }

  /**
   * A transfer that the merchant has made.
   *
   * @param on the day on which it left the bank
   * @param requestId what makes it one request
   */
  record Sent(
      String tenant,
      String refundId,
      LocalDate on,
      @Nullable String reference,
      String requestId,
      Instant at) {}

  /** Marks a refund as sent, once; a repeat of the same request changes nothing. */
  @Nullable Refusal mark(Sent sent) {
    return transaction.execute(
        status -> {
          RefundBooking.Refund refund = refunds.lookUp(sent.tenant(), sent.refundId()).orElse(null);
          return refund == null
              ? new Refusal(
                  404, "refund_not_found", "There is no refund " + sent.refundId() + ".", null)
              : mark(sent, refund);
        });
  }

  private @Nullable Refusal mark(Sent sent, RefundBooking.Refund refund) {
    Receivable invoice = receivables.lock(sent.tenant(), refund.invoiceId()).orElseThrow();
    if (history.has(sent.tenant(), refund.id(), "transferred", sent.requestId())) {
      return null;
    }
    if (!update(sent)) {
      return Refusal.conflict(
          "refund_not_to_transfer", "It is not to be transferred: it is " + status(sent) + ".");
    }
    refunds.sent(refund, invoice, Account.BANK, invoice.books().dateFor(sent.on()), sent.at());
    history.append(
        new History.Entry(
            sent.tenant(),
            refund.id(),
            sent.at(),
            "api",
            "transferred",
            Map.of("requestId", sent.requestId(), "on", sent.on().toString()),
            Map.of("status", "TO_TRANSFER"),
            Map.of("status", "SUCCEEDED"),
            null));
    return null;
  }

  private boolean update(Sent sent) {
    return database
            .sql(
                """
                update refund set status = 'SUCCEEDED', transferred_on = :on,
                  reference = :reference, settled_at = :at
                where id = :id and tenant = :tenant and status = 'TO_TRANSFER'
                """)
            .param("on", sent.on())
            .param("reference", sent.reference())
            .param("at", SqlValues.instant(sent.at()))
            .param("id", sent.refundId())
            .param("tenant", sent.tenant())
            .update()
        == 1;
  }

  private String status(Sent sent) {
    return refunds.find(sent.tenant(), sent.refundId()).status();
  }
}
