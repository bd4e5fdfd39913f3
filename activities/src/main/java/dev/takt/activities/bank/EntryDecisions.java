package dev.takt.activities.bank;

import dev.takt.activities.bank.matching.PayableInvoice;
import dev.takt.activities.bank.matching.PaymentShare;
import dev.takt.activities.records.History;
import dev.takt.workflows.port.BankStatements.Decided;
import dev.takt.workflows.port.BankStatements.Decision;
import dev.takt.workflows.subscription.Refusal;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person decides of a transaction: what it pays, that it pays nothing, or nothing here. */
@Component
class EntryDecisions {
  private final TransactionTemplate transaction;
  private final BankEntryRows rows;
  private final PayableInvoices payable;
  private final PursuedInvoices pursued;
  private final BusinessTimes times;
  private final HandPayments byHand;
  private final EntryPayments payments;
  private final History history;

  EntryDecisions(
      PlatformTransactionManager transactions,
      BankEntryRows rows,
      PayableInvoices payable,
      PursuedInvoices pursued,
      BusinessTimes times,
      HandPayments byHand,
      EntryPayments payments,
      History history) {
    this.transaction = new TransactionTemplate(transactions);
    this.rows = rows;
    this.payable = payable;
    this.pursued = pursued;
    this.times = times;
    this.byHand = byHand;
    this.payments = payments;
    this.history = history;
  }

  /** Does as a person says. A repeat of a request changes nothing. */
  Decided decide(String tenant, String entryId, Decision decision, String requestId, Instant at) {
    Refusal refusal =
        transaction.execute(
            _ -> {
              BankEntryRows.Row entry = rows.lock(tenant, entryId).orElse(null);
              return entry == null
                  ? new Refusal(404, "not_found", "There is no bank entry " + entryId + ".", null)
                  : decide(entry, decision, requestId, at);
            });
    return new Decided(refusal, pursued.ofEntry(tenant, entryId, at));
  }

  private @Nullable Refusal decide(
      BankEntryRows.Row entry, Decision decision, String requestId, Instant at) {
    String action = decision.kind().name().toLowerCase(Locale.ROOT);
    if (history.has(entry.tenant(), entry.id(), action, requestId)) {
      return null;
    }
    Refusal refusal =
        switch (decision.kind()) {
          case MATCH -> match(entry, decision, at);
          case UNMATCH -> unmatch(entry, at);
          case IGNORE -> ignore(entry, Objects.requireNonNullElse(decision.reason(), ""));
        };
    if (refusal != null) {
      return refusal;
    }
    history.append(
        new History.Entry(
            entry.tenant(),
            entry.id(),
            at,
            "api",
            action,
            Map.of(
                "requestId", requestId,
                "invoiceIds", decision.invoiceIds(),
                "customerId", Objects.requireNonNullElse(decision.customerId(), ""),
                "paymentId", Objects.requireNonNullElse(decision.paymentId(), ""),
                "reason", Objects.requireNonNullElse(decision.reason(), "")),
            Map.of("status", entry.status()),
            null,
            null));
    return null;
  }

  private @Nullable Refusal match(BankEntryRows.Row entry, Decision decision, Instant at) {
    if (entry.isMatched() || entry.isIgnored()) {
      return Refusal.conflict("entry_decided", "It is " + entry.status() + ": unmatch it first.");
    }
    if (!entry.incoming() || entry.reversal()) {
      return Refusal.conflict("entry_not_incoming", "Only what a customer paid can pay invoices.");
    }
    String payment = bookedByHand(entry, decision);
    if (payment != null) {
      return join(entry, payment, at);
    }
    List<PayableInvoice> invoices = invoices(entry, decision);
    Refusal refusal = objection(entry, decision, invoices);
    if (refusal != null) {
      return refusal;
    }
    if (!payments.pay(entry, PaymentShare.of(entry.amount(), invoices), at)) {
      throw ApplicationFailure.newFailure("waits for the outcome of a charge", "waitsForOutcome");
    }
    rows.matched(entry);
    return null;
  }

  /** The payment by hand that it is: as a person says, or as is proposed; null where it is none. */
  private static @Nullable String bookedByHand(BankEntryRows.Row entry, Decision decision) {
    boolean asProposed =
        decision.paymentId() == null
            && decision.customerId() == null
            && decision.invoiceIds().isEmpty();
    return asProposed ? entry.proposedPayment() : decision.paymentId();
  }

  private @Nullable Refusal join(BankEntryRows.Row entry, String paymentId, Instant at) {
    if (!byHand.join(entry, paymentId, at)) {
      return Refusal.notAllowed(
          "payment_not_by_hand",
          "Name a payment of its amount that was booked by hand and of which no file has told.",
          "/paymentId");
    }
    rows.matched(entry);
    return null;
  }

  /** What is asked for, else what is proposed. */
  private List<PayableInvoice> invoices(BankEntryRows.Row entry, Decision decision) {
    String customer = decision.customerId();
    if (customer != null) {
      return payable.ofCustomer(entry.tenant(), customer, entry.payment().currency()).stream()
          .sorted(PayableInvoice.OLDEST_FIRST)
          .toList();
    }
    List<String> asked =
        decision.invoiceIds().isEmpty() ? entry.proposedInvoices() : decision.invoiceIds();
    return payable.invoices(entry.tenant(), asked).stream()
        .sorted(Comparator.comparingInt(invoice -> asked.indexOf(invoice.id())))
        .toList();
  }

  private static @Nullable Refusal objection(
      BankEntryRows.Row entry, Decision decision, List<PayableInvoice> invoices) {
    if (decision.customerId() != null && invoices.isEmpty()) {
      return Refusal.notAllowed(
          "customer_without_invoice",
          "The customer has no invoice in " + entry.payment().currency() + ".",
          "/customerId");
    }
    if (invoices.isEmpty() || invoices.size() < decision.invoiceIds().size()) {
      return Refusal.notAllowed(
          "invoice_unknown", "Name invoices that there are, or a customer.", "/invoiceIds");
    }
    return invoices.stream()
            .allMatch(invoice -> invoice.currency().equals(entry.payment().currency()))
        ? null
        : Refusal.notAllowed(
            "currency_differs", "It pays invoices in its own currency only.", "/invoiceIds");
  }

  private @Nullable Refusal unmatch(BankEntryRows.Row entry, Instant at) {
    if (!entry.incoming() || entry.reversal() || !(entry.isMatched() || entry.isIgnored())) {
      return Refusal.conflict("entry_not_matched", "It is " + entry.status() + ".");
    }
    if (rows.isTakenBack(entry)) {
      return Refusal.conflict("entry_taken_back", "The bank took it back: it pays nothing.");
    }
    if (entry.isIgnored()) {
      payments.settleInside(entry);
    } else if (payments.isGivenBack(entry)) {
      return Refusal.conflict(
          "payment_refunded", "Something of it was given back, which cannot be undone.");
    } else {
      payments.reverse(entry, times.dateOf(entry, at), at);
    }
    rows.unmatched(entry);
    return null;
  }

  private @Nullable Refusal ignore(BankEntryRows.Row entry, String reason) {
    if (entry.isMatched() || entry.isIgnored()) {
      return Refusal.conflict("entry_decided", "It is " + entry.status() + ": unmatch it first.");
    }
    payments.settleOutside(entry);
    rows.ignore(entry.tenant(), entry.id(), reason);
    return null;
  }
}
