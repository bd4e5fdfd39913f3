package dev.takt.worker.embedded;

import dev.takt.worker.settings.CannotStart;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Temporal's Java test server in this process, for machines without the {@code temporal} command.
 * It forgets everything when the process ends: workflows are started again from the books. Its
 * clock is the machine's: it skips no time. Made from its parts, since the ready-made one listens
 * to the whole network.
 */
final class InProcessServer implements TemporalService.Own {
  private final TestServicesStarter services;
  private final Server server;
  private final String namespace;

  private InProcessServer(TestServicesStarter services, Server server, String namespace) {
    this.services = services;
    this.namespace = namespace;
    this.server = server;
  }

  static InProcessServer start(String namespace) {
    int port = Ports.preferably(7233);
    var services = new TestServicesStarter(true, 0);
    try {
      var builder =
          NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              InsecureServerCredentials.create());
      GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
      var server = new InProcessServer(services, builder.build().start(), namespace);
      server.prepare();
      return server;
    } catch (IOException e) {
      services.close();
      throw new CannotStart("the in-process Temporal does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public String address() {
    return "localhost:" + server.getPort();
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public @Nullable String ui() {
    return null;
  }

  @Override
  public String description() {
    return "in this process and in memory, for want of a temporal command on the PATH; no UI";
  }

  @Override
  public boolean isLasting() {
    return false;
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    services.close();
  }
}
