package dev.takt.api.pages;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of the hosted page, in requests per minute ({@code TAKT_PAGES_…}).
 *
 * @param perAddress from one address
 * @param perToken for one link
 * @param misses from one address with a link that is no good
 */
@Validated
@ConfigurationProperties("takt.pages")
public record PageLimits(
    @Positive(message = "a number from 1 on") @DefaultValue("120") int perAddress,
    @Positive(message = "a number from 1 on") @DefaultValue("40") int perToken,
    @Positive(message = "a number from 1 on") @DefaultValue("20") int misses) {}
