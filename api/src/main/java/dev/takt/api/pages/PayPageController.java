package dev.takt.api.pages;

import dev.takt.api.web.Public;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.wording.Language;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
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
  private final Checkout checkout;
  private final FreshLinks fresh;
  private final PageRateLimiter turnstile;
  private final Customers customers;
  private final Merchants merchants;
  private final PageTime time;

  PayPageController(
      PayTokens tokens,
      PayPages pages,
      Checkout checkout,
      FreshLinks fresh,
      PageRateLimiter turnstile,
      Customers customers,
      Merchants merchants,
      PageTime time) {
    this.tokens = tokens;
    this.pages = pages;
    this.checkout = checkout;
    this.fresh = fresh;
    this.turnstile = turnstile;
    this.customers = customers;
    this.merchants = merchants;
    this.time = time;
  }

  @Public
  @GetMapping
  ResponseEntity<String> look(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable String lang,
      HttpServletRequest http) {
    return answer(
        token,
        lang,
        http,
        link ->
            link == null
                ? pages.gone(guessed(lang, http)).answer(HttpStatus.NOT_FOUND)
                : checkout.show(link, words(link, lang)));
  }

  @Public
  @PostMapping
  ResponseEntity<String> act(@PathVariable String token, HttpServletRequest http) {
    PageForm form = PageForm.of(http);
    String lang = form.text("lang");
    return answer(
        token,
        lang,
        http,
        link ->
            link == null ? gone(token, form, http) : checkout.act(link, words(link, lang), form));
  }

  /** Answers whoever may try, with the link that a token stands for: null where it is no good. */
  private ResponseEntity<String> answer(
      String token,
      @Nullable String lang,
      HttpServletRequest http,
      Function<@Nullable PayLink, ResponseEntity<String>> with) {
    String address = http.getRemoteAddr();
    long seconds = turnstile.secondsToWait(address, token);
    if (seconds > 0) {
      return pages
          .saying(guessed(lang, http), "wait")
          .answer(HttpStatus.TOO_MANY_REQUESTS, "Retry-After", Long.toString(seconds));
    }
    PayLink link = tokens.find(token).filter(one -> !isOver(one)).orElse(null);
    if (link == null) {
      turnstile.miss(address);
    }
    return with.apply(link);
  }

  private boolean isOver(PayLink link) {
    Instant used = link.usedAt();
    return used == null
        ? !link.expiresAt().isAfter(time.now(link))
        : used.plus(THANKS).isBefore(Instant.now());
  }

  /** To a token that is no good; what there is to do for whoever asks is done afterwards. */
  private ResponseEntity<String> gone(String token, PageForm form, HttpServletRequest http) {
    PageWords words = guessed(form.text("lang"), http);
    if (!form.has("fresh", "yes")) {
      return pages.gone(words).answer(HttpStatus.NOT_FOUND);
    }
    fresh.ask(token);
    return pages.saying(words, "sent").answer(HttpStatus.OK);
  }

  private PageWords words(PayLink link, @Nullable String lang) {
    if (lang != null && !lang.isBlank()) {
      return new PageWords(Language.of(lang));
    }
    String locale =
        customers
            .findByTenantAndId(link.tenant(), link.customerId())
            .map(Customer::locale)
            .orElse(null);
    return new PageWords(
        Language.of(locale == null ? merchants.get(link.merchantId()).locale() : locale));
  }

  /** The language of whoever may be anybody. */
  private static PageWords guessed(@Nullable String lang, HttpServletRequest http) {
    return new PageWords(
        Language.of(lang == null || lang.isBlank() ? http.getLocale().toLanguageTag() : lang));
  }
}
