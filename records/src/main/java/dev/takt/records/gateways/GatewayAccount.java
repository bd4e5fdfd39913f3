package dev.takt.records.gateways;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A merchant's account with a payment gateway, for live or for test money.
 *
 * @param sealed the credentials that are in use, encrypted; null until the gateway has accepted
 *     some
 * @param sealedCandidate credentials that the gateway has not been asked about yet, encrypted
 * @param publicKey what of the credentials customers' browsers may see
 * @param said what the gateway said when the latest credentials were shown to it
 */
@Table
public record GatewayAccount(
    @Id Key key,
    @Nullable String sealed,
    @Nullable String sealedCandidate,
    @Nullable String publicKey,
    Status status,
    @Nullable String said,
    Instant saidAt) {

  /** Whose account it is, and with which gateway. */
  public record Key(String tenant, String gateway) {}

  /** Whether it can be used. */
  public enum Status {
    /** No credentials have been accepted yet. */
    UNCHECKED,
    CONNECTED,
    /** The gateway has refused the only credentials that it was shown. */
    REFUSED,
    /** It was disconnected: no credentials are kept. */
    REMOVED
  }
}
