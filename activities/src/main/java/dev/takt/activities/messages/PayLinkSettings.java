package dev.takt.activities.messages;

import dev.takt.activities.settings.ServerAddress;
import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of links to the hosted page.
 *
 * @param publicUrl where customers' browsers reach it; empty: on this machine
 * @param payLinkDays how long a link can be used
 */
@Validated
@ConfigurationProperties("takt")
public record PayLinkSettings(
    @ServerAddress(
            schemes = {"http", "https"},
            message = "like https://pay.example.com")
        @DefaultValue("")
        String publicUrl,
    @Range(min = 1, max = 3_650, message = "a whole number from 1 to 3650") @DefaultValue("14")
        int payLinkDays) {}
