package dev.takt.api.gateways;

import dev.takt.records.gateways.StripeCredentials;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A merchant's credentials with Stripe, as its dashboard shows them. */
record StripeConnection(
    @Schema(example = "sk_test_51HAbCdEf")
        @NotNull
        @Pattern(
            regexp = "^(sk|rk)_(test|live)_[A-Za-z0-9_-]{1,240}$",
            message = "must be a secret or restricted key of Stripe's: sk_test_… or sk_live_…")
        String secretKey,
    @Schema(example = "pk_test_51HAbCdEf")
        @NotNull
        @Pattern(
            regexp = "^pk_(test|live)_[A-Za-z0-9_-]{1,240}$",
            message = "must be a publishable key of Stripe's: pk_test_… or pk_live_…")
        String publishableKey,
    @Schema(example = "whsec_AbCdEf")
        @NotNull
        @Pattern(
            regexp = "^whsec_[A-Za-z0-9+/=_-]{1,240}$",
            message = "must be the signing secret of Stripe's webhook endpoint: whsec_…")
        String webhookSecret) {

  /** Whether the keys are for real money. */
  boolean isLive() {
    return secretKey.contains("_live_");
  }

  StripeCredentials credentials() {
    return new StripeCredentials(secretKey, publishableKey, webhookSecret);
  }

  @Override
  public String toString() {
    return "StripeConnection[" + publishableKey + "]";
  }
}
