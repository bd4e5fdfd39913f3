package dev.takt.api.pages;

import dev.takt.api.dunning.PaymentLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Makes links to the hosted page; making one more takes nothing from the earlier ones. */
@Component
@EnableConfigurationProperties(HostedPageSettings.class)
class HostedPageLinks implements PaymentLinks {

  private final PayTokens tokens;
  private final PageTime time;
  private final Environment environment;
  private final String given;
  private final Duration life;

  HostedPageLinks(
      PayTokens tokens, PageTime time, Environment environment, HostedPageSettings settings) {
    this.tokens = tokens;
    this.time = time;
    this.environment = environment;
    this.given = settings.publicUrl().replaceAll("/+$", "");
    this.life = Duration.ofDays(settings.payLinkDays());
  }

  @Override
  public Link toPay(String tenant, String customerId, String invoiceId) {
    Instant now = time.now(tenant, customerId);
    String token = tokens.make(tenant, new Debt(customerId, invoiceId, now), life);
    return new Link(url(token), now.plus(life));
  }

  @Override
  public Map<String, String> standing(String tenant, List<Debt> debts) {
    Map<String, Debt> byInvoice =
        debts.stream().collect(Collectors.toMap(Debt::invoiceId, Function.identity()));
    Map<String, String> links = new HashMap<>();
    tokens
        .standing(tenant, byInvoice.keySet())
        .forEach(
            (invoice, known) -> {
              Debt debt = Objects.requireNonNull(byInvoice.get(invoice));
              if (!known.expiresAt().isBefore(debt.now().plus(life.dividedBy(2)))) {
                links.put(invoice, url(known.token()));
              }
            });
    List<Debt> without =
        byInvoice.values().stream().filter(debt -> !links.containsKey(debt.invoiceId())).toList();
    tokens
        .makeStanding(tenant, without, life)
        .forEach((invoice, token) -> links.put(invoice, url(token)));
    return links;
  }

  private String url(String token) {
    return address() + "/pay/" + token;
  }

  /** Where browsers reach us: TAKT_PUBLIC_URL, or this machine where nobody has said. */
  private String address() {
    return given.isEmpty()
        ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
        : given;
  }
}
