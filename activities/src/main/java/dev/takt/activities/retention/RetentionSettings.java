package dev.takt.activities.retention;

import dev.takt.activities.settings.KeptAtLeast;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things are kept ({@code TAKT_KEEP_…}), as periods of ISO 8601.
 *
 * @param events how long events can be caught up with
 * @param history how long it is told who changed what
 * @param messages how long it is kept what a customer was told: it is evidence, and personal
 */
@Validated
@ConfigurationProperties("takt.keep")
public record RetentionSettings(
    @KeptAtLeast(days = 7) @DefaultValue("P400D") String events,
    @KeptAtLeast(days = 30) @DefaultValue("P6Y") String history,
    @KeptAtLeast(days = 365) @DefaultValue("P6Y") String messages) {}
