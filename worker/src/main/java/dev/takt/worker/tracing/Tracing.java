package dev.takt.worker.tracing;

import io.micrometer.common.KeyValues;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

/**
 * Puts tracing together, where it is on. Requests and SQL are traced by what Spring Boot and
 * datasource-micrometer bring along. What lies between them, Temporal, is traced by two
 * interceptors of our own: the SDK's (temporal-opentracing) make one span of a whole workflow, and
 * ours live for years.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(Tracing.ENDPOINT)
public class Tracing {
  static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

  private static final List<String> NEVER =
      List.of(
          "org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
          "org.springframework.boot.opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration");

  /** What would cost something, and do nothing, without an address. */
  private static final List<String> ONLY_WHEN_ON =
      List.of(
          "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
          "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
          "org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
          "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
          "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
          "net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration");

  /** What Spring Boot is told: without a collector, that there is no tracing. */
  public static Map<String, Object> properties(TracingSettings settings) {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (settings.endpoint() == null) {
      properties.put(
          "spring.autoconfigure.exclude",
          String.join(",", NEVER) + "," + String.join(",", ONLY_WHEN_ON));
      return properties;
    }
    properties.put("spring.autoconfigure.exclude", String.join(",", NEVER));
    properties.put(ENDPOINT, settings.endpoint().replaceAll("/+$", "") + "/v1/traces");
    // What callers send along beside the trace's id is none of ours.
    properties.put("management.tracing.baggage.enabled", "false");
    properties.put("management.tracing.propagation.type", "W3C");
    properties.put("jdbc.includes", "QUERY");
    properties.put("jdbc.datasource-proxy.include-parameter-values", "false");
    return properties;
  }

  @Bean
  WorkflowClientInterceptor tracedClient(OpenTelemetry telemetry) {
    return new TracedClient(new Spans(telemetry));
  }

  @Bean
  WorkerInterceptor tracedWorker(OpenTelemetry telemetry) {
    return new TracedWorker(new Spans(telemetry));
  }

  /** Nothing leaves the process but what is on a list. */
  @Bean
  static BeanPostProcessor discretion() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof SpanExporter exporter ? new DiscreetExporter(exporter) : bean;
      }
    };
  }

  /** The path as it is written in the program, and not with what was put in: links hold secrets. */
  @Bean
  ServerRequestObservationConvention discreetRequests() {
    return new DefaultServerRequestObservationConvention() {
      @Override
      public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        return KeyValues.empty();
      }
    };
  }
}
