package dev.takt.activities.payments;

import dev.takt.records.gateways.GatewayAccount;
import dev.takt.records.gateways.GatewayAccounts;
import dev.takt.records.secrets.SealedSecrets;
import dev.takt.workflows.subscription.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connects merchants' accounts with gateways, and finds payments that gateways tell of. */
@Component
class GatewayConnections {
  private final Map<String, ConnectedGateway> gateways;
  private final GatewayAccounts accounts;
  private final SealedSecrets secrets;
  private final AttemptRows payments;

  GatewayConnections(
      List<ConnectedGateway> gateways,
      GatewayAccounts accounts,
      SealedSecrets secrets,
      AttemptRows payments) {
    this.gateways =
        gateways.stream().collect(Collectors.toMap(PaymentGateway::name, Function.identity()));
    this.accounts = accounts;
    this.secrets = secrets;
    this.payments = payments;
  }

  /**
   * Shows the gateway the credentials that were proposed: once it accepts them they are used, and
   * until then the earlier ones are. A repeat finds nothing more to show.
   */
  @Nullable Refusal connect(String tenant, String gateway, Instant at) {
    String candidate =
        accounts.find(tenant, gateway).map(GatewayAccount::sealedCandidate).orElse(null);
    if (candidate == null) {
      return null;
    }
    String objection = get(gateway).check(secrets.open(candidate));
    if (objection != null) {
      accounts.refuse(tenant, gateway, candidate, objection, at);
      return Refusal.notAllowed("gateway_credentials_refused", objection, "/secretKey");
    }
    accounts.accept(tenant, gateway, candidate, at);
    return null;
  }

  /** The payment that a gateway tells of; null where it is none of ours. */
  @Nullable String paymentOf(String tenant, String gateway, String reference) {
    String known = payments.idOfReference(tenant, gateway, reference);
    if (known != null) {
      return known;
    }
    String key = get(gateway).keyOf(tenant, reference);
    return key == null ? null : payments.idOfKey(tenant, key);
  }

  private ConnectedGateway get(String name) {
    ConnectedGateway gateway = gateways.get(name);
    if (gateway == null) {
      throw new IllegalStateException("no gateway " + name + " here");
    }
    return gateway;
  }
}
