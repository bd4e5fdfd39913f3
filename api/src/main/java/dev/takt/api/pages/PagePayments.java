package dev.takt.api.pages;

import dev.takt.api.idempotency.RequestId;
import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.Invoices;
import dev.takt.api.invoices.PaymentAttempts;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.customers.PaymentMethod;
import dev.takt.records.customers.PaymentMethods;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has a customer's payment carried out, by the same errands as the API's. A form that is sent twice
 * stands for one attempt; two forms at once, or a form and a retry, come one after the other, and
 * the invoice is charged once: an attempt has one key at the gateway, no second one begins while
 * one has no outcome, and none where nothing is due.
 */
@Component
class PagePayments {
  private final Invoices invoices;
  private final PaymentAttempts attempts;
  private final PaymentMethods methods;
  private final Workflows workflows;

  PagePayments(
      Invoices invoices, PaymentAttempts attempts, PaymentMethods methods, Workflows workflows) {
    this.invoices = invoices;
    this.attempts = attempts;
    this.methods = methods;
    this.workflows = workflows;
  }

  /** How it ended. */
  sealed interface Outcome {}

  /** Everything that was asked for is paid. */
  record Paid() implements Outcome {}

  /** The bank said no. */
  record Declined(String code) implements Outcome {}

  /** Nobody knows yet. */
  record Waiting() implements Outcome {}

  /**
   * Adds the card of a token; the same form adds it once.
   *
   * @return its id
   */
  String addCard(
      PayLink link, String nonce, String gateway, String token, boolean future, Instant at) {
    String id =
        new RequestId(
                "page", link.hash() + nonce, PageForm.madeAt(nonce, Instant.now()), true, false)
            .id("pm_");
    workflows.carryOut(
        PaymentOperationWorkflow.id(link.merchantId(), id),
        new PaymentOperationWorkflow.AddPaymentMethod(
            new Payments.NewPaymentMethod(
                link.tenant(), id, link.customerId(), gateway, token, null, future, at)));
    return id;
  }

  /** The card that charges go to, if there is one. */
  Optional<PaymentMethod> cardOnFile(PayLink link) {
    return methods.findByTenantAndCustomerIdOrderByIdDesc(link.tenant(), link.customerId()).stream()
        .filter(method -> method.isDefault() && method.status() != PaymentMethod.Status.REMOVED)
        .findFirst();
  }

  /** Charges some invoices to a card, one after the other, up to the first that is declined. */
  Outcome pay(PayLink link, String nonce, List<Invoice> all, String cardId, Instant at) {
    for (Invoice invoice : all) {
      Outcome outcome = pay(link, nonce, invoice.id(), cardId, at);
      if (!(outcome instanceof Paid)) {
        return outcome;
      }
    }
    return new Paid();
  }

  private Outcome pay(PayLink link, String nonce, String invoiceId, String cardId, Instant at) {
    String attemptKey = attemptKey(link, nonce, invoiceId, cardId);
    Outcome refusal = charge(link, attemptKey, invoiceId, cardId, at);
    if (refusal != null) {
      return refusal;
    }
    PaymentAttempts.Attempt attempt = attempts.ofOccasion(link.tenant(), attemptKey).orElse(null);
    if (attempt == null) {
      return isUnpaid(link, invoiceId) ? new Waiting() : new Paid();
    }
    return switch (attempt.status()) {
      case "SUCCEEDED" -> new Paid();
      case "DECLINED" -> {
        String code = attempt.declineCode();
        yield new Declined(code == null ? "declined" : code);
      }
      default -> new Waiting();
    };
  }

  /** What makes it one attempt: the same form, for the same invoice, with the same card. */
  private static String attemptKey(PayLink link, String nonce, String invoiceId, String cardId) {
    String seed = String.join("\n", link.hash() + nonce, invoiceId, cardId);
    return new RequestId("page", seed, PageForm.madeAt(nonce, Instant.now()), true, false)
        .id("page_");
  }

  /** Charges, or says what is against it; null where what came of it is to be read. */
  private @Nullable Outcome charge(
      PayLink link, String attemptKey, String invoiceId, String cardId, Instant at) {
    try {
      var retry =
          new PaymentOperationWorkflow.Retry(link.tenant(), invoiceId, attemptKey, cardId, at);
      workflows.carryOut(retry.workflowId(link.merchantId()), retry);
      return null;
    } catch (Problem refused) {
      return switch (refused.code()) {
        // It was paid or credited in the meantime: what is so is read afterwards.
        case "invoice_not_open" -> null;
        // Another payment is on its way, and says more than this one could.
        case "payment_pending" -> new Waiting();
        // The card's scheme has had enough of it: another card is needed.
        case "card_scheme_limit" -> new Declined("card_scheme_limit");
        default -> throw refused;
      };
    }
  }

  /** Whether a payment was made on which its gateway decides later. */
  boolean isOnItsWay(PayLink link, Invoice invoice) {
    return invoice.isUnpaid()
        && attempts
            .latest(link.tenant(), invoice.id())
            .filter(attempt -> attempt.status().equals("PENDING"))
            .isPresent();
  }

  private boolean isUnpaid(PayLink link, String invoiceId) {
    return invoices.find(link.tenant(), invoiceId).filter(Invoice::isUnpaid).isPresent();
  }
}
