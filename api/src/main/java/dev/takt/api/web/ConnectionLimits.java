package dev.takt.api.web;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ProtocolHandler;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;

/** The limits of {@link HttpLimits} that the web server keeps. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpLimits.class)
public class ConnectionLimits
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean {
  private final HttpLimits limits;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("requests-over-time").factory());

  ConnectionLimits(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(GuardedHttp.class.getName());
    factory.addConnectorCustomizers(connector -> limit(connector.getProtocolHandler()));
  }

  private void limit(ProtocolHandler handler) {
    if (!(handler instanceof GuardedHttp http)) {
      throw new IllegalStateException("the web server is not ours: " + handler);
    }
    http.setMaxConnections(limits.connections());
    http.setConnectionTimeout((int) limits.silence().toMillis());
    http.setKeepAliveTimeout((int) limits.idle().toMillis());
    http.setAcceptCount(Math.min(100, limits.connections()));
    long often = Math.max(100, Math.min(5000, limits.requestTime().toMillis() / 4));
    ScheduledFuture<?> _ =
        rounds.scheduleWithFixedDelay(
            () -> http.closeThoseOver(limits.requestTime()), often, often, TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    rounds.shutdownNow();
  }
}
