package dev.takt.activities.payments.stripe;

import dev.takt.activities.settings.ServerAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Stripe is.
 *
 * @param url its base address: {@code TAKT_STRIPE_URL}
 */
@ConfigurationProperties("takt.stripe")
@Validated
record StripeSettings(
    @ServerAddress(
            schemes = {"https", "http"},
            message = "must be an address such as https://api.stripe.com")
        @DefaultValue("https://api.stripe.com")
        String url) {}
