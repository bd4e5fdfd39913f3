package dev.takt.activities.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends events over HTTP to receivers that nobody vouches for: to checked addresses only, without
 * following redirects, and with limits on time and on the size of the answer.
 */
final class Post implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout SILENCE = Timeout.ofSeconds(10);

  /** For all of it: also for a receiver that answers a byte a second. */
  static final Duration DEADLINE = Duration.ofSeconds(15);

  /** In bytes: an answer up to this size is read, so that its connection can be used again. */
  private static final int ANSWER = 8 * 1024;

  private final boolean httpsOnly;
  private final CheckedAddresses addresses;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

  Post(WebhookAddressPolicy reach, boolean httpsOnly) {
    this(reach, httpsOnly, SystemDefaultDnsResolver.INSTANCE);
  }

  /**
   * @param names who knows the names; the system's resolver but in tests
   */
  Post(WebhookAddressPolicy reach, boolean httpsOnly, DnsResolver names) {
    this.httpsOnly = httpsOnly;
    this.addresses = new CheckedAddresses(reach, names);
    this.client = client(addresses);
  }

  /** Sends it once. */
  Outcome send(URI url, Map<String, String> headers, String body) {
    if (httpsOnly && !"https".equalsIgnoreCase(url.getScheme())) {
      return new Outcome.Unreached("only https is allowed");
    }
    var request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(
        new StringEntity(body, ContentType.create("application/json", StandardCharsets.UTF_8)));
    var deadline = deadlines.schedule(request::abort, DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    Outcome outcome = null;
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      outcome = outcome(response);
      if (!isReadToItsEnd(response.getEntity())) {
        // Closing would read on; this hangs up.
        request.abort();
      }
      return outcome;
    } catch (IOException | IllegalStateException e) {
      // The status is what counts: what breaks after it is of no interest.
      return outcome == null ? new Outcome.Unreached(reason(e, request.isAborted())) : outcome;
    } finally {
      deadline.cancel(false);
    }
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    client.close();
    addresses.close();
  }

  /** Reads up to the limit; whether that was all. */
  private static boolean isReadToItsEnd(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return true;
    }
    InputStream content = entity.getContent();
    return content.readNBytes(ANSWER).length < ANSWER || content.read() == -1;
  }

  private static Outcome outcome(ClassicHttpResponse response) {
    int status = response.getCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Accepted(status);
    }
    return status == 410
        ? new Outcome.Gone()
        : new Outcome.Rejected(status, retryAfter(response.getFirstHeader("Retry-After")));
  }

  /** In seconds; a date is not worth trusting another's clock for. */
  private static @Nullable Duration retryAfter(@Nullable Header header) {
    return header != null && header.getValue() != null && header.getValue().matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(header.getValue()))
        : null;
  }

  private static String reason(Exception failure, boolean aborted) {
    if (aborted) {
      return "no answer within " + DEADLINE.toSeconds() + " s";
    }
    return switch (failure) {
      case CheckedAddresses.Forbidden _ -> "its address is private or reserved: not allowed";
      case UnknownHostException _ -> "its name was not found";
      case ConnectException _ -> "no connection";
      case NoRouteToHostException _ -> "no connection";
      case SocketTimeoutException _ -> "no answer in time";
      case SSLException _ -> "its certificate or encryption is not valid";
      default -> "the connection broke";
    };
  }

  private static CloseableHttpClient client(CheckedAddresses addresses) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(addresses)
            // No delivery waits for another's connection; how many are under way is limited
            // elsewhere.
            .setMaxConnPerRoute(100_000)
            .setMaxConnTotal(100_000)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom().setMaxLineLength(8192).setMaxHeaderCount(100).build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT)
                    .setSocketTimeout(SILENCE)
                    .setTimeToLive(TimeValue.ofMinutes(1))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(SILENCE)
                .setConnectionRequestTimeout(CONNECT)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("Takt-Webhooks/1")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .evictIdleConnections(TimeValue.ofSeconds(30))
        .build();
  }
}
