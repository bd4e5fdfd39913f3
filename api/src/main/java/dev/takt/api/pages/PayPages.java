package dev.takt.api.pages;

import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.PaymentAttempts;
import dev.takt.records.customers.PaymentMethod;
import dev.takt.workflows.wording.message.MessageTexts;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the pages together: to pay, to renew a card, and the few that only say something. */
@Component
class PayPages {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PagePayments payments;
  private final PaymentAttempts attempts;
  private final List<CardEntry> entries;

  PayPages(PagePayments payments, PaymentAttempts attempts, List<CardEntry> entries) {
    this.payments = payments;
    this.attempts = attempts;
    this.entries = List.copyOf(entries);
  }

  /** How a new card is entered, or null where that is not possible. */
  @Nullable CardEntry entry(PayLink link) {
    return entries.stream().filter(one -> one.isFor(link.tenant())).findFirst().orElse(null);
  }

  /** A page that says something and asks for nothing. */
  PayPage saying(PageWords words, String what) {
    return new PayPage(words)
        .with("title", words.of("title." + what))
        .with("text", words.of("text." + what));
  }

  /** The same for every token that is not good: nothing of it is written back. */
  PayPage gone(PageWords words) {
    return saying(words, "gone").with("fresh", Map.of("button", words.of("button.fresh")));
  }

  /**
   * The page on which an invoice is paid, or what else is open once it is.
   *
   * @param open everything that the customer owes, this one first while it is unpaid
   * @param declineCode why what was just tried did not work, or null
   */
  PayPage toPay(
      PayLink link,
      PageWords words,
      String merchant,
      Invoice invoice,
      List<Invoice> open,
      @Nullable String declineCode) {
    boolean paid = !invoice.isUnpaid();
    PayPage page =
        new PayPage(words)
            .with("merchant", merchant)
            .with("title", words.of(paid ? "title.rest" : "title.pay", invoice.number()))
            .with("invoices", open.stream().map(one -> InvoiceTables.of(one, words)).toList());
    Map<String, Object> form = form(link, words, true);
    String sum = amount(open, words);
    if (paid || open.size() > 1) {
      form.put("open", String.join(" ", open.stream().map(Invoice::id).toList()));
    }
    if (paid) {
      page.with("status", words.of("text.rest", invoice.number()));
      form.put("rest", true);
    } else if (open.size() > 1) {
      form.put(
          "several",
          Map.of(
              "one", words.of("one", amount(List.of(invoice), words)),
              "all", words.of("all", sum)));
    }
    form.put("button", words.of("button.pay") + (form.containsKey("several") ? "" : " " + sum));
    if (declineCode != null) {
      page.with("alert", declined(words, declineCode));
    } else {
      lastDecline(link, open.getFirst())
          .ifPresent(
              code ->
                  page.with(
                      "why", words.of("alert.why", MessageTexts.why(code, words.language()))));
    }
    return withForm(page, words, form);
  }

  private static String amount(List<Invoice> all, PageWords words) {
    long sum = all.stream().mapToLong(Invoice::amountDue).sum();
    return words.language().amount(sum, all.getFirst().currency());
  }

  private static String declined(PageWords words, String declineCode) {
    return declineCode.equals("refused")
        ? words.of("alert.refused")
        : words.of("alert.declined", MessageTexts.why(declineCode, words.language()));
  }

  private java.util.Optional<String> lastDecline(PayLink link, Invoice invoice) {
    return attempts
        .latest(link.tenant(), invoice.id())
        .filter(attempt -> attempt.status().equals("DECLINED"))
        .map(attempt -> attempt.declineCode() == null ? "declined" : attempt.declineCode());
  }

  /** The page on which a card is renewed. */
  PayPage toRenew(PayLink link, PageWords words, String merchant, @Nullable String declineCode) {
    PayPage page =
        new PayPage(words)
            .with("merchant", merchant)
            .with("title", words.of("title.renew"))
            .with("text", words.of("text.renew"));
    if (declineCode != null) {
      page.with("alert", declined(words, declineCode));
    }
    Map<String, Object> form = form(link, words, false);
    form.put("button", words.of("button.renew"));
    return withForm(page, words, form);
  }

  private static PayPage withForm(PayPage page, PageWords words, Map<String, Object> form) {
    return form.containsKey("entry") || form.containsKey("onFile")
        ? page.with("form", form)
        : page.with("status", words.of("text.no_entry"));
  }

  private Map<String, Object> form(PayLink link, PageWords words, boolean pays) {
    Map<String, Object> form = new TreeMap<>();
    form.put("heading", words.of(pays ? "heading.pay" : "heading.renew"));
    // Without a path of its own it goes to where the page came from, less the query.
    form.put("action", "?");
    form.put("nonce", PageForm.newNonce(RANDOM, Instant.now()));
    if (pays) {
      payments
          .cardOnFile(link)
          .ifPresent(card -> form.put("onFile", Map.of("card", told(card, words))));
    }
    CardEntry entry = entry(link);
    if (entry != null) {
      List<Map<String, String>> choices =
          entry.choices().stream()
              .map(one -> Map.of("token", one.token(), "label", words.of(one.words())))
              .toList();
      form.put("entry", Map.of("choices", choices, "pays", pays));
    }
    return form;
  }

  private static String told(PaymentMethod card, PageWords words) {
    String brand = card.brand() == null ? card.type() : card.brand();
    String name = brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1);
    Integer year = card.expiryYear();
    Integer month = card.expiryMonth();
    String expiry =
        year == null || month == null
            ? "–"
            : YearMonth.of(year, month).format(DateTimeFormatter.ofPattern("MM/yyyy"));
    return words.of("card.expires", name, card.last4() == null ? "" : card.last4(), expiry);
  }
}
