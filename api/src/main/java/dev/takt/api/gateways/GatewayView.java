package dev.takt.api.gateways;

import dev.takt.records.gateways.GatewayAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's account with a payment gateway; its secrets are never shown.
 *
 * @param publishableKey what of the credentials customers' browsers may see
 * @param said what the gateway said when the latest credentials were shown to it; null where it had
 *     nothing to object
 * @param callbackPath where the gateway's call-backs go, below the public address
 */
record GatewayView(
    String gateway,
    GatewayAccount.Status status,
    @Nullable String publishableKey,
    @Nullable String said,
    Instant saidAt,
    String callbackPath) {

  static GatewayView of(GatewayAccount account, String merchantId) {
    String gateway = account.key().gateway();
    return new GatewayView(
        gateway,
        account.status(),
        account.publicKey(),
        account.said(),
        account.saidAt(),
        "/v1/callbacks/gateways/" + gateway + "/" + merchantId);
  }
}
