package dev.takt.api.pages;

import dev.takt.api.customers.PaymentMethods;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.Invoices;
import dev.takt.api.invoices.PaymentAttempts;
import dev.takt.api.web.ProblemException;
import dev.takt.api.workflow.Workflows;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.workflow.MoneyWorkflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Has a customer's payment carried out, by the same errands as the API's. A form that is sent twice
 * stands for one attempt; two forms at once, or a form and a retry, may come to the same attempt or
 * to one after the other, and either way the invoice is charged once: an attempt has one key at the
 * gateway, no second one begins while one has no outcome, and none where nothing is due.
 */
@Component
class PagePayments {
  private static final int MOST_TRIES = 5;

  private final PayTokens tokens;
  private final Invoices invoices;
  private final PaymentAttempts attempts;
  private final PaymentMethods methods;
  private final Workflows workflows;

  PagePayments(
      PayTokens tokens,
      Invoices invoices,
      PaymentAttempts attempts,
      PaymentMethods methods,
      Workflows workflows) {
    this.tokens = tokens;
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
        new RequestId("page", link.hash() + nonce, PageForm.madeAt(nonce, Instant.now()), true)
            .id("pm_");
    workflows.carryOut(
        "errand/" + link.merchantId() + "/" + id,
        new MoneyWorkflow.AddPaymentMethod(
            new Payments.NewPaymentMethod(
                link.tenant(), id, link.customerId(), gateway, token, future, at)));
    return id;
  }

  /** The card that charges go to, if there is one. */
  Optional<PaymentMethods.PaymentMethod> cardOnFile(PayLink link) {
    return methods.of(link.tenant(), link.customerId()).stream()
        .filter(method -> method.isDefault() && !method.status().equals("REMOVED"))
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
    Integer kept = tokens.attempt(link, nonce, invoiceId);
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      int number = kept == null ? next(link, nonce, invoiceId) : kept;
      charge(link, nonce, invoiceId, number, cardId, at);
      PaymentAttempts.Attempt attempt =
          attempts.find(link.tenant(), invoiceId, number).orElse(null);
      if (attempt == null) {
        return isUnpaid(link, invoiceId) ? new Waiting() : new Paid();
      }
      if (attempt.status().equals("SUCCEEDED")) {
        return new Paid();
      }
      if (!attempt.status().equals("DECLINED")) {
        return new Waiting();
      }
      if (cardId.equals(attempt.paymentMethodId())) {
        String code = attempt.declineCode();
        return new Declined(code == null ? "declined" : code);
      }
      // A retry of another card took this number at the same moment: ours is another attempt.
      kept = null;
    }
    return new Waiting();
  }

  private int next(PayLink link, String nonce, String invoiceId) {
    int number = attempts.next(link.tenant(), invoiceId);
    tokens.keep(link, nonce, invoiceId, number);
    return number;
  }

  private void charge(
      PayLink link, String nonce, String invoiceId, int number, String cardId, Instant at) {
    try {
      workflows.carryOut(
          "errand/" + link.merchantId() + "/" + invoiceId + "/page-" + number + "-" + nonce,
          new MoneyWorkflow.Retry(link.tenant(), invoiceId, number, cardId, at));
    } catch (ProblemException refused) {
      // It was paid or credited in the meantime: what is so is read afterwards.
      if (!refused.problem().code().equals("invoice_not_open")) {
        throw refused;
      }
    }
  }

  private boolean isUnpaid(PayLink link, String invoiceId) {
    return invoices.find(link.tenant(), invoiceId).filter(Invoice::isUnpaid).isPresent();
  }
}
