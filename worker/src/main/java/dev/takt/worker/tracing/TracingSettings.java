package dev.takt.worker.tracing;

import dev.takt.activities.settings.ServerAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The OTLP collector that traces go to ({@code OTEL_EXPORTER_OTLP_ENDPOINT}, a variable of
 * OpenTelemetry).
 *
 * @param endpoint its address, or null: no traces are made
 */
@Validated
@ConfigurationProperties("otel.exporter.otlp")
public record TracingSettings(
    @ServerAddress(
            schemes = {"http", "https"},
            message = "like http://localhost:4318")
        @Nullable String endpoint) {}
