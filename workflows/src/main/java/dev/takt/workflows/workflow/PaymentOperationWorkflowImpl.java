package dev.takt.workflows.workflow;

import dev.takt.workflows.port.BankStatements;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Refusal;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out one errand about money. */
public final class PaymentOperationWorkflowImpl implements PaymentOperationWorkflow {
  private final DunningConsequences pursuit = ActivityStubs.pursuit();
  private final BankStatements bank = ActivityStubs.bankStatements();

  @Override
  public @Nullable Refusal run(Errand errand) {
    Refusal refusal = carryOut(errand);
    if (refusal == null) {
      tellDebts(errand);
    }
    return refusal;
  }

  /** Who waits for the money, or for another card, waits no longer. */
  private void tellDebts(Errand errand) {
    switch (errand) {
      case AddPaymentMethod(Payments.NewPaymentMethod method) ->
          pursuit.cardChanged(method.tenant(), method.customerId(), method.at());
      // Each has told whoever waits for its own invoices.
      case BankEntryDecision _, BankFile _, GatewayNews _ -> {}
      case BankPayment bank -> pursuit.look(bank.tenant(), bank.invoiceId(), bank.at());
      // Nobody's debt is another for it.
      case GatewayConnection _, RefundBalance _, TransferFile _, Transferred _ -> {}
      case Retry retry -> pursuit.look(retry.tenant(), retry.invoiceId(), retry.at());
      case WriteOff off -> pursuit.look(off.tenant(), off.invoiceId(), off.at());
    }
  }

  private @Nullable Refusal carryOut(Errand errand) {
    return switch (errand) {
      case AddPaymentMethod add -> payments(add.method().tenant()).register(add.method()).refusal();
      case BankEntryDecision decided -> decide(decided);
      case BankFile file -> read(file);
      case BankPayment bank ->
          payments(bank.tenant())
              .receive(
                  bank.tenant(),
                  bank.paymentId(),
                  bank.invoiceId(),
                  bank.amount(),
                  bank.receivedOn(),
                  bank.reference(),
                  bank.at())
              .refusal();
      case GatewayConnection connection ->
          payments(connection.tenant())
              .connect(connection.tenant(), connection.gateway(), connection.at())
              .refusal();
      case GatewayNews news -> look(news);
      case RefundBalance refund -> refund(refund);
      case Retry retry -> retry(retry);
      case TransferFile(Payments.TransferRequest request) ->
          payments(request.tenant()).writeTransferFile(request).refusal();
      case Transferred sent ->
          payments(sent.tenant())
              .transferred(
                  sent.tenant(),
                  sent.refundId(),
                  sent.on(),
                  sent.reference(),
                  sent.requestId(),
                  sent.at())
              .refusal();
      case WriteOff off ->
          payments(off.tenant())
              .writeOff(off.tenant(), off.invoiceId(), off.reason(), off.at(), off.requestId())
              .refusal();
    };
  }

  /** What the gateway told is a hint: the charge is looked at, and who waits for it is told. */
  private @Nullable Refusal look(GatewayNews news) {
    Payments.Told told =
        payments(news.tenant()).lookAt(news.tenant(), news.gateway(), news.reference(), news.at());
    if (told != null) {
      if (told.payment().nextLook() != null) {
        PendingPaymentStarter.follow(
            news.tenant(), merchant(news.tenant()), told.paymentId(), told.payment().testNow());
      }
      if (told.payment().pursued()) {
        DunningStarter.pursue(
            news.tenant(),
            merchant(news.tenant()),
            told.payment().invoiceId(),
            told.payment().testNow());
        pursuit.look(news.tenant(), told.payment().invoiceId(), told.at());
      }
    }
    return null;
  }

  private @Nullable Refusal read(BankFile file) {
    Refusal refusal = bank.read(file.tenant(), file.statementId(), file.at()).refusal();
    if (refusal == null) {
      tellDebts(file.tenant(), bank.match(file.tenant(), file.statementId(), file.at()));
    }
    return refusal;
  }

  private @Nullable Refusal decide(BankEntryDecision asked) {
    BankStatements.Decided decided =
        bank.decide(
            asked.tenant(), asked.bankEntryId(), asked.decision(), asked.requestId(), asked.at());
    tellDebts(asked.tenant(), decided.pursued());
    return decided.refusal();
  }

  private void tellDebts(String tenant, List<BankStatements.Pursued> pursued) {
    for (BankStatements.Pursued each : pursued) {
      pursuit.look(tenant, each.invoiceId(), each.at());
    }
  }

  private @Nullable Refusal refund(RefundBalance refund) {
    Payments payments = payments(refund.tenant());
    Payments.BalanceRefund planned =
        payments.refundBalance(
            refund.tenant(),
            refund.customerId(),
            refund.currency(),
            refund.amount(),
            refund.requestId(),
            refund.at());
    for (String refundId : planned.refundIds()) {
      payments.refund(refund.tenant(), refundId, refund.at());
    }
    return planned.refusal();
  }

  private @Nullable Refusal retry(Retry retry) {
    Payments payments = payments(retry.tenant());
    Payments.Outcome outcome =
        payments.collectAgain(
            retry.tenant(),
            retry.invoiceId(),
            retry.attemptKey(),
            retry.paymentMethodId(),
            retry.at());
    if (outcome instanceof Payments.Pending(String paymentId)) {
      Payments.Undecided undecided = payments.lookUp(retry.tenant(), paymentId, retry.at());
      PendingPaymentStarter.follow(
          retry.tenant(), merchant(retry.tenant()), paymentId, undecided.testNow());
    }
    Workflow.setCurrentDetails("Charged " + retry.invoiceId() + ": " + outcome);
    return switch (outcome) {
      case Payments.NothingDue nothing ->
          Refusal.conflict("invoice_not_open", "Nothing is due on the invoice.");
      case Payments.NotNow(var _, String rule) when rule.equals("payment_pending") ->
          Refusal.conflict(
              "payment_pending", "A payment of the invoice is on its way: wait for its outcome.");
      case Payments.NotNow not ->
          Refusal.conflict(
              "card_scheme_limit",
              "The card may not be tried before "
                  + not.until()
                  + ", by the rule "
                  + not.rule()
                  + "; ask the customer for another card.");
      case Payments.Paid paid -> null;
      case Payments.Declined declined -> null;
      case Payments.Pending pending -> null;
    };
  }

  private static Payments payments(String tenant) {
    return ActivityStubs.payments(merchant(tenant));
  }

  private static String merchant(String tenant) {
    return tenant.substring(0, tenant.indexOf('/'));
  }
}
