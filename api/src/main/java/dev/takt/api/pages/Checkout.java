package dev.takt.api.pages;

import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.Invoices;
import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Merchants;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What a good link shows, and what its customer has done with it. */
@Component
class Checkout {
  private final PayTokens tokens;
  private final PayPages pages;
  private final PagePayments payments;
  private final RenewedCards renewed;
  private final Merchants merchants;
  private final Invoices invoices;
  private final PageTime time;

  Checkout(
      PayTokens tokens,
      PayPages pages,
      PagePayments payments,
      RenewedCards renewed,
      Merchants merchants,
      Invoices invoices,
      PageTime time) {
    this.tokens = tokens;
    this.pages = pages;
    this.payments = payments;
    this.renewed = renewed;
    this.merchants = merchants;
    this.invoices = invoices;
    this.time = time;
  }

  ResponseEntity<String> show(PayLink link, PageWords words) {
    return link.usedAt() != null ? thanks(link, words) : page(link, words, null);
  }

  /** Does what a form asks for: once, however often it is sent. */
  ResponseEntity<String> act(PayLink link, PageWords words, PageForm form) {
    String nonce = form.nonce();
    if (link.usedAt() != null || nonce == null) {
      return show(link, words);
    }
    try {
      time.mustStandStill(link);
      return link.purpose() == PayLink.Purpose.RENEW_CARD
          ? renew(link, words, form, nonce)
          : pay(link, words, form, nonce);
    } catch (Problem problem) {
      return refused(link, words, problem);
    }
  }

  private ResponseEntity<String> thanks(PayLink link, PageWords words) {
    String what = link.purpose() == PayLink.Purpose.RENEW_CARD ? "renewed" : "paid";
    return pages.saying(words, what).with("merchant", merchant(link)).answer(HttpStatus.OK);
  }

  private ResponseEntity<String> page(PayLink link, PageWords words, @Nullable String declineCode) {
    HttpStatus status = declineCode == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    if (link.purpose() == PayLink.Purpose.RENEW_CARD) {
      return pages.toRenew(link, words, merchant(link), declineCode).answer(status);
    }
    Invoice invoice = invoice(link);
    List<Invoice> open = open(link, invoice);
    if (open.isEmpty()) {
      return pages.saying(words, "settled").with("merchant", merchant(link)).answer(HttpStatus.OK);
    }
    if (payments.isOnItsWay(link, invoice)) {
      return pages.saying(words, "pending").with("merchant", merchant(link)).answer(HttpStatus.OK);
    }
    return pages.toPay(link, words, merchant(link), invoice, open, declineCode).answer(status);
  }

  private ResponseEntity<String> pay(PayLink link, PageWords words, PageForm form, String nonce) {
    Instant now = time.now(link);
    List<Invoice> wanted = wanted(link, form);
    if (wanted.isEmpty()) {
      // Paid in the meantime: the page says so.
      return page(link, words, null);
    }
    String card = card(link, form, nonce, now);
    if (card == null) {
      return page(link, words, "refused");
    }
    return switch (payments.pay(link, nonce, wanted, card, now)) {
      case PagePayments.Paid _ -> {
        tokens.use(link);
        yield seeThanks(words);
      }
      case PagePayments.Declined(String code) -> page(link, words, code);
      case PagePayments.Waiting _ ->
          payments.isOnItsWay(link, invoice(link)) ? seeThanks(words) : busy(link, words);
    };
  }

  /** Of what the form showed, and nothing that came later: what is still unpaid. */
  private List<Invoice> wanted(PayLink link, PageForm form) {
    Invoice invoice = invoice(link);
    if (!form.has("what", "all")) {
      return invoice.isUnpaid() ? List.of(invoice) : List.of();
    }
    List<String> shown = List.of(form.text("open").split(" ", -1));
    return open(link, invoice).stream().filter(one -> shown.contains(one.id())).toList();
  }

  /** The card that the customer chose, added where it is new; null where there is none. */
  private @Nullable String card(PayLink link, PageForm form, String nonce, Instant now) {
    if (form.has("with", "file")) {
      return payments.cardOnFile(link).map(card -> card.id()).orElse(null);
    }
    return added(link, form, nonce, form.has("future", "yes"), now);
  }

  private @Nullable String added(
      PayLink link, PageForm form, String nonce, boolean future, Instant now) {
    CardEntry entry = pages.entry(link);
    String token = form.text("card");
    if (entry == null
        || entry.choices().stream().noneMatch(choice -> choice.token().equals(token))) {
      return null;
    }
    String card = payments.addCard(link, nonce, entry.gateway(), token, future, now);
    if (future) {
      renewed.spread(link, card);
    }
    return card;
  }

  private ResponseEntity<String> renew(PayLink link, PageWords words, PageForm form, String nonce) {
    if (added(link, form, nonce, true, time.now(link)) == null) {
      return page(link, words, "refused");
    }
    tokens.use(link);
    return seeThanks(words);
  }

  /** To the page by another request, so that loading it again sends nothing. */
  private static ResponseEntity<String> seeThanks(PageWords words) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header("Location", "?lang=" + words.language().key())
        .build();
  }

  private ResponseEntity<String> refused(PayLink link, PageWords words, Problem problem) {
    return problem.status() == 422 || problem.status() == 404
        ? page(link, words, "refused")
        : busy(link, words);
  }

  private ResponseEntity<String> busy(PayLink link, PageWords words) {
    return pages
        .saying(words, "busy")
        .with("merchant", merchant(link))
        .answer(HttpStatus.SERVICE_UNAVAILABLE);
  }

  private Invoice invoice(PayLink link) {
    return invoices.find(link.tenant(), Objects.requireNonNull(link.invoiceId())).orElseThrow();
  }

  /** What the customer owes in the invoice's currency, the invoice first. */
  private List<Invoice> open(PayLink link, Invoice invoice) {
    Stream<Invoice> others =
        invoices.unpaid(link.tenant(), link.customerId()).stream()
            .filter(other -> !other.id().equals(invoice.id()))
            .filter(other -> other.currency().equals(invoice.currency()));
    return Stream.concat(Stream.of(invoice).filter(Invoice::isUnpaid), others).toList();
  }

  private String merchant(PayLink link) {
    return merchants.get(link.merchantId()).name();
  }
}
