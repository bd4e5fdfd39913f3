package dev.takt.api.pages;

import dev.takt.api.dunning.PaymentLinks;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Makes links to the hosted page: each is another, and the earlier ones go on working. */
@Component
class FreshPaymentLinks implements PaymentLinks {
  private final PayTokens tokens;
  private final PageTime time;
  private final Environment environment;
  private final Duration life;

  FreshPaymentLinks(
      PayTokens tokens,
      PageTime time,
      Environment environment,
      @Value("${takt.pay-link.days:14}") int days) {
    this.tokens = tokens;
    this.time = time;
    this.environment = environment;
    this.life = Duration.ofDays(days);
  }

  @Override
  public Link toPay(String tenant, String customerId, String invoiceId) {
    Instant now = time.now(tenant, customerId);
    Instant expiresAt = now.plus(life);
    String token = tokens.make(tenant, customerId, invoiceId, now, expiresAt);
    return new Link(address() + "/pay/" + token, expiresAt);
  }

  /** Where browsers reach us: TAKT_PUBLIC_URL, or this machine where nobody has said. */
  private String address() {
    String given = environment.getProperty("takt.public-url", "").strip();
    return given.isEmpty()
        ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
        : given.replaceAll("/+$", "");
  }
}
