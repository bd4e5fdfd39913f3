package dev.takt.records.gateways;

import dev.takt.workflows.port.Wire;

/**
 * What a merchant's account with Stripe is used with. Its text names no secret.
 *
 * @param secretKey for calls to Stripe
 * @param publishableKey for the customer's browser
 * @param webhookSecret what Stripe's call-backs are signed with
 */
public record StripeCredentials(String secretKey, String publishableKey, String webhookSecret) {

  /** As they are sealed. */
  public String write() {
    return Wire.write(this);
  }

  public static StripeCredentials read(String written) {
    return Wire.read(written, StripeCredentials.class);
  }

  @Override
  public String toString() {
    return "StripeCredentials[" + publishableKey + "]";
  }
}
