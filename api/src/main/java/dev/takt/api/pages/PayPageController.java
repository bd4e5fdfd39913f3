package dev.takt.api.pages;

import dev.takt.api.customers.Customer;
import dev.takt.api.customers.Customers;
import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.Invoices;
import dev.takt.api.merchants.Merchants;
import dev.takt.api.web.Problem;
import dev.takt.api.web.ProblemException;
import dev.takt.workflows.wording.Language;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The hosted page. Looking at it changes nothing, since mail scanners follow links; and every token
 * that is not good, for whatever reason, gets the same answer.
 */
@Hidden
@Controller
@RequestMapping("/pay/{token}")
class PayPageController {
  /** How long after it was used a link still says thanks, to another tab say; in real time. */
  private static final Duration THANKS = Duration.ofMinutes(15);

  private final PayTokens tokens;
  private final PayPages pages;
  private final PagePayments payments;
  private final RenewedCards renewed;
  private final FreshLinks fresh;
  private final Turnstile turnstile;
  private final Customers customers;
  private final Merchants merchants;
  private final Invoices invoices;
  private final PageTime time;

  PayPageController(
      PayTokens tokens,
      PayPages pages,
      PagePayments payments,
      RenewedCards renewed,
      FreshLinks fresh,
      Turnstile turnstile,
      Customers customers,
      Merchants merchants,
      Invoices invoices,
      PageTime time) {
    this.tokens = tokens;
    this.pages = pages;
    this.payments = payments;
    this.renewed = renewed;
    this.fresh = fresh;
    this.turnstile = turnstile;
    this.customers = customers;
    this.merchants = merchants;
    this.invoices = invoices;
    this.time = time;
  }

  @GetMapping
  ResponseEntity<String> look(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest http) {
    PayLink link = admitted(token, http);
    if (link == null) {
      return gone(token, lang, http);
    }
    PageWords words = words(link, lang);
    return link.usedAt() != null ? thanks(link, words) : page(link, words, null);
  }

  @PostMapping
  ResponseEntity<String> act(@PathVariable String token, HttpServletRequest http) {
    PayLink link = admitted(token, http);
    PageForm form = PageForm.of(http);
    if (link == null) {
      return gone(token, form.text("lang"), http);
    }
    PageWords words = words(link, form.text("lang"));
    String nonce = form.nonce();
    if (link.usedAt() != null) {
      return thanks(link, words);
    }
    if (nonce == null) {
      return page(link, words, null);
    }
    try {
      time.mustStandStill(link);
      return link.purpose() == PayLink.Purpose.RENEW_CARD
          ? renew(link, words, form, nonce)
          : pay(link, words, form, nonce);
    } catch (ProblemException problem) {
      return refused(link, words, problem.problem());
    }
  }

  @PostMapping("/fresh-link")
  ResponseEntity<String> freshLink(@PathVariable String token, HttpServletRequest http) {
    turned(turnstile.secondsToWait(http.getRemoteAddr(), token));
    turnstile.miss(http.getRemoteAddr());
    fresh.ask(token);
    PageWords words = guessed(PageForm.of(http).text("lang"), http);
    return pages.saying(words, "sent").answer(HttpStatus.OK);
  }

  /** The link of a token that is good, or was used a moment ago; else null. */
  private @Nullable PayLink admitted(String token, HttpServletRequest http) {
    turned(turnstile.secondsToWait(http.getRemoteAddr(), token));
    PayLink link = tokens.find(token).orElse(null);
    if (link == null || isOver(link)) {
      turnstile.miss(http.getRemoteAddr());
      return null;
    }
    return link;
  }

  private boolean isOver(PayLink link) {
    Instant used = link.usedAt();
    return used == null
        ? !link.expiresAt().isAfter(time.now(link))
        : used.plus(THANKS).isBefore(Instant.now());
  }

  private static void turned(long seconds) {
    if (seconds > 0) {
      throw new Problem(
              429, "too_many_requests", "wait a little, then try again", List.of(), (int) seconds)
          .asException();
    }
  }

  private ResponseEntity<String> gone(
      String token, @Nullable String lang, HttpServletRequest http) {
    // Only what a token can be is written back.
    String action = token.matches("[A-Za-z0-9_-]{1,64}") ? "/pay/" + token : "/pay/none";
    return pages.gone(guessed(lang, http), action).answer(HttpStatus.NOT_FOUND);
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
    if (!invoice.isUnpaid()) {
      return pages.saying(words, "settled").with("merchant", merchant(link)).answer(HttpStatus.OK);
    }
    return pages
        .toPay(link, words, merchant(link), invoice, open(link, invoice), declineCode)
        .answer(status);
  }

  private ResponseEntity<String> pay(PayLink link, PageWords words, PageForm form, String nonce) {
    Instant now = time.now(link);
    Invoice invoice = invoice(link);
    List<Invoice> wanted =
        form.has("what", "all")
            ? open(link, invoice)
            : invoice.isUnpaid() ? List.of(invoice) : List.of();
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
      case PagePayments.Waiting _ -> busy(link, words);
    };
  }

  /** The card that the customer chose, added where it is new; null where there is none. */
  private @Nullable String card(PayLink link, PageForm form, String nonce, Instant now) {
    if (form.has("with", "file")) {
      return payments.cardOnFile(link).map(card -> card.id()).orElse(null);
    }
    boolean future = form.has("future", "yes");
    return added(link, form, nonce, future, now);
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
    List<Invoice> others =
        invoices.unpaid(link.tenant(), link.customerId()).stream()
            .filter(other -> !other.id().equals(invoice.id()))
            .filter(other -> other.currency().equals(invoice.currency()))
            .toList();
    return invoice.isUnpaid()
        ? java.util.stream.Stream.concat(java.util.stream.Stream.of(invoice), others.stream())
            .toList()
        : others;
  }

  private String merchant(PayLink link) {
    return merchants.get(link.merchantId()).name();
  }

  private PageWords words(PayLink link, @Nullable String lang) {
    if (lang != null && !lang.isBlank()) {
      return new PageWords(Language.of(lang));
    }
    String locale =
        customers.find(link.tenant(), link.customerId()).map(Customer::locale).orElse(null);
    return new PageWords(
        Language.of(locale == null ? merchants.get(link.merchantId()).locale() : locale));
  }

  /** The language of whoever may be anybody. */
  private static PageWords guessed(@Nullable String lang, HttpServletRequest http) {
    return new PageWords(
        Language.of(lang == null || lang.isBlank() ? http.getLocale().toLanguageTag() : lang));
  }
}
