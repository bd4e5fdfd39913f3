package dev.takt.worker.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.worker.RunningTakt;
import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.TemporalAccess;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Temporal that speaks TLS only, knows its clients by their certificate, and wants a key with
 * each call, as Temporal Cloud does.
 */
class GuardedTemporalIT {
  private static final String KEY = "key-of-the-cloud";

  @TempDir private static Path folder;

  private static final Set<String> CALLS = ConcurrentHashMap.newKeySet();
  private static TestServicesStarter services;
  private static Server server;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() throws Exception {
    var itself = Certificate.made(folder, "temporal");
    var client = Certificate.made(folder, "takt");
    services = new TestServicesStarter(true, 0);
    var builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsServerCredentials.newBuilder()
                    .keyManager(itself.certificate().toFile(), itself.key().toFile())
                    .trustManager(client.certificate().toFile())
                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                    .build())
            .intercept(new Guard());
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    server = builder.build().start();
    environment =
        Map.of(
            "TEMPORAL_ADDRESS", "localhost:" + server.getPort(),
            "TEMPORAL_API_KEY", KEY,
            "TEMPORAL_TLS_CLIENT_CERT_PATH", client.certificate().toString(),
            "TEMPORAL_TLS_CLIENT_KEY_PATH", client.key().toString(),
            "TEMPORAL_TLS_SERVER_CA_CERT_PATH", itself.certificate().toString());
  }

  @AfterAll
  static void stop() {
    server.shutdownNow();
    services.close();
  }

  @Test
  void aTaktThatItLetsInRunsSubscriptions() {
    Map<String, String> all = new HashMap<>(environment);
    all.put("TAKT_DATA", folder.resolve("data").toString());
    all.put("TAKT_PORT", "0");
    all.put("TAKT_OPERATOR_TOKEN", "op_of_this_test");
    var silence = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (var takt = new RunningTakt(all, silence)) {
      takt.start();
      var operator = new Rest("http://localhost:" + takt.port(), "op_of_this_test");
      var story = Story.from("2026-02-20", TestMerchant.open(operator, Map.of()));

      String subscription =
          story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
      story.on("2026-04-02");

      assertThat(story.subscription(subscription).text("status")).isEqualTo("ACTIVE");
      assertThat(story.invoices(subscription))
          .extracting(invoice -> invoice.path("status").asString())
          .containsExactly("PAID", "PAID");
      assertThat(CALLS)
          .contains("DescribeNamespace", "AddSearchAttributes", "PollWorkflowTaskQueue");
    }
  }

  @Test
  void withAnotherKeyItSaysThatItIsNotLetIn() {
    assertThatThrownBy(() -> given("TEMPORAL_API_KEY", "another-key").prepare())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("does not let Takt in")
        .hasMessageContaining("TEMPORAL_API_KEY")
        .hasMessageNotContaining("another-key");
  }

  @Test
  void aServerThatNobodyVouchesForIsNotSpokenTo() throws Exception {
    Path another = Certificate.made(folder, "another").certificate();

    assertThatThrownBy(
            () -> given("TEMPORAL_TLS_SERVER_CA_CERT_PATH", another.toString()).prepare())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("TEMPORAL_TLS");
  }

  private static TemporalService given(String name, String value) {
    Map<String, String> other = new HashMap<>(environment);
    other.put(name, value);
    return new TemporalService.Given(requireNonNull(TemporalAccess.of(other)), "default");
  }

  private static final class Guard implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (!("Bearer " + KEY).equals(headers.get(AUTHORIZATION))) {
        call.close(Status.UNAUTHENTICATED, new Metadata());
        return new ServerCall.Listener<>() {};
      }
      CALLS.add(call.getMethodDescriptor().getBareMethodName());
      return next.startCall(call, headers);
    }
  }
}
