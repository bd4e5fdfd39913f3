package dev.takt.activities.payments.stripe;

import com.stripe.StripeClient;
import dev.takt.records.gateways.GatewayAccount;
import dev.takt.records.gateways.GatewayAccounts;
import dev.takt.records.gateways.StripeCredentials;
import dev.takt.records.secrets.SealedSecrets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The merchants' accounts with Stripe, and how each is called. */
@Component
@EnableConfigurationProperties(StripeSettings.class)
class StripeAccounts {
  private static final int CONNECT = (int) Duration.ofSeconds(5).toMillis();
  private static final int ANSWER = (int) Duration.ofSeconds(20).toMillis();

  private final GatewayAccounts accounts;
  private final SealedSecrets secrets;
  private final StripeSettings settings;

  StripeAccounts(GatewayAccounts accounts, SealedSecrets secrets, StripeSettings settings) {
    this.accounts = accounts;
    this.secrets = secrets;
    this.settings = settings;
  }

  /** The merchant's Stripe; nothing where the merchant has not connected one. */
  Optional<StripeClient> find(String tenant) {
    return accounts
        .find(tenant, StripeGateway.NAME)
        .map(GatewayAccount::sealed)
        .map(kept -> client(StripeCredentials.read(secrets.open(kept))));
  }

  /**
   * The same where there must be one.
   *
   * @throws IllegalStateException where the merchant has disconnected it: a technical fault, which
   *     lasts until it is connected again
   */
  StripeClient get(String tenant) {
    return find(tenant)
        .orElseThrow(() -> new IllegalStateException("Stripe is not connected for " + tenant));
  }

  /** A client with credentials. Repeats are ours: they look before they ask again. */
  StripeClient client(StripeCredentials credentials) {
    return StripeClient.builder()
        .setApiKey(credentials.secretKey())
        .setApiBase(settings.url())
        .setMaxNetworkRetries(0)
        .setConnectTimeout(CONNECT)
        .setReadTimeout(ANSWER)
        .build();
  }
}
