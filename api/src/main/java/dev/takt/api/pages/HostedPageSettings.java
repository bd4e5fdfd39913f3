package dev.takt.api.pages;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of links to the hosted page, which messages have too.
 *
 * @param publicUrl where customers' browsers reach it; empty: on this machine
 * @param payLinkDays how long a link can be used
 */
@ConfigurationProperties("takt")
public record HostedPageSettings(
    @DefaultValue("") String publicUrl, @DefaultValue("14") int payLinkDays) {}
