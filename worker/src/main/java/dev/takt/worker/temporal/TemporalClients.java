package dev.takt.worker.temporal;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.takt.worker.embedded.TemporalService;
import dev.takt.worker.security.KeyRing;
import dev.takt.worker.security.PayloadEncryption;
import dev.takt.worker.security.SecuritySettings;
import dev.takt.workflows.port.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The connection to Temporal, in every role. Plain beans and not Temporal's Spring starter: the
 * service's address is known only when it has been started, and what must stop before what is
 * easier to read here than to configure there.
 */
@Configuration(proxyBeanMethods = false)
public class TemporalClients {

  /** Temporal's own metrics, among the others. */
  @Bean(destroyMethod = "close")
  Scope temporalMetrics(MeterRegistry registry) {
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(registry))
        .reportEvery(com.uber.m3.util.Duration.ofSeconds(10));
  }

  @Bean(destroyMethod = "shutdownNow")
  WorkflowServiceStubs workflowServiceStubs(TemporalService temporal, Scope metrics) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder(temporal.connection())
            // The SDK's default is gzip: on a network of one's own it costs more than it saves.
            .setGrpcCompression(GrpcCompression.NONE)
            .setMetricsScope(metrics)
            .setChannelInitializer(GrpcRetryPolicy::forPolls)
            .build());
  }

  @Bean
  WorkflowClient workflowClient(
      WorkflowServiceStubs stubs,
      SecuritySettings settings,
      TemporalService temporal,
      List<WorkflowClientInterceptor> interceptors) {
    var options =
        WorkflowClientOptions.newBuilder()
            .setNamespace(temporal.namespace())
            .setInterceptors(interceptors.toArray(WorkflowClientInterceptor[]::new))
            .setDataConverter(converter(settings.payloadKeys()));
    if (!temporal.isLasting()) {
      // The in-process service has no list of workers, and the client would warn that it has not.
      options.setWorkerHeartbeatInterval(Duration.ofSeconds(-1));
    }
    return WorkflowClient.newInstance(stubs, options.build());
  }

  /** How payloads are written: encrypted, where there are keys for it. */
  public static DataConverter converter(@Nullable KeyRing keys) {
    return keys == null
        ? Wire.converter()
        : new CodecDataConverter(Wire.converter(), List.of(new PayloadEncryption(keys)), true);
  }
}
