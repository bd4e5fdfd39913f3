package dev.takt.workflows.port;

import dev.takt.workflows.subscription.Refusal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What banks tell of the merchant's account. A file is read whole or not at all, and each of its
 * transactions once, however often it is told.
 */
@ActivityInterface
public interface BankStatements {

  /** Reads a file that was received. Repeats find what was read. */
  @ActivityMethod(name = "readBankFile")
  Payments.Registered read(String tenant, String statementId, Instant at);

  /**
   * Finds out which invoices a statement's transactions pay, and books that.
   *
   * @return the invoices whose debts are pursued: who pursues them waits no longer
   */
  @ActivityMethod(name = "matchBankStatement")
  List<Pursued> match(String tenant, String statementId, Instant at);

  /** Decides what a transaction is, as a person says. Repeats of a request change nothing. */
  @ActivityMethod(name = "decideBankEntry")
  Decided decide(
      String tenant, String bankEntryId, Decision decision, String requestId, Instant at);

  /** What a person says. */
  enum Kind {
    MATCH,
    UNMATCH,
    IGNORE
  }

  /**
   * What a person says of a transaction.
   *
   * @param invoiceIds with a match: what it pays, in this order
   * @param customerId with a match: whose invoices it pays, oldest first
   * @param reason why it is ignored
   * @param paymentId with a match: the payment by hand that it is
   */
  record Decision(
      Kind kind,
      List<String> invoiceIds,
      @Nullable String customerId,
      @Nullable String reason,
      @Nullable String paymentId) {
    public Decision {
      invoiceIds = List.copyOf(invoiceIds);
    }
  }

  /**
   * What came of it.
   *
   * @param pursued of the invoices that are paid or due again, those whose debts are pursued
   */
  record Decided(@Nullable Refusal refusal, List<Pursued> pursued) {}

  /**
   * An invoice whose debt is pursued.
   *
   * @param at the time by which its customer lives
   */
  record Pursued(String invoiceId, Instant at) {}
}
