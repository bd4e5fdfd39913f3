package dev.takt.activities.payments;

import org.jspecify.annotations.Nullable;

/** A gateway with which each merchant has an account of its own. */
public interface ConnectedGateway extends PaymentGateway {

  /** Whether the merchant has an account with it that it has accepted. */
  boolean isConnected(String tenant);

  /**
   * Shows credentials to the gateway, with one harmless call.
   *
   * @param credentials as they were sealed
   * @return why it does not accept them, or null
   */
  @Nullable String check(String credentials);

  /**
   * The idempotency key of a charge that the gateway tells of; null where it knows of no such
   * charge of ours.
   *
   * @param reference the gateway's id of the charge
   */
  @Nullable String keyOf(String tenant, String reference);
}
