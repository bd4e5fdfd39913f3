package dev.takt.workflows.workflow;

import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Refusal;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** Carries out one errand about money. */
public final class MoneyWorkflowImpl implements MoneyWorkflow {

  @Override
  public @Nullable Refusal run(Errand errand) {
    return switch (errand) {
      case AddPaymentMethod add -> payments(add.method().tenant()).register(add.method()).refusal();
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
      case Retry retry -> retry(retry);
      case WriteOff off ->
          payments(off.tenant())
              .writeOff(off.tenant(), off.invoiceId(), off.reason(), off.at())
              .refusal();
    };
  }

  private @Nullable Refusal retry(Retry retry) {
    Payments.Outcome outcome =
        payments(retry.tenant())
            .collect(
                retry.tenant(),
                new Charge(retry.invoiceId(), retry.attempt()),
                retry.paymentMethodId(),
                retry.at());
    Workflow.setCurrentDetails("Charged " + retry.invoiceId() + ": " + outcome);
    return outcome instanceof Payments.NothingDue
        ? Refusal.conflict("invoice_not_open", "Nothing is due on the invoice.")
        : null;
  }

  private static Payments payments(String tenant) {
    return Activities.payments(tenant.substring(0, tenant.indexOf('/')));
  }
}
