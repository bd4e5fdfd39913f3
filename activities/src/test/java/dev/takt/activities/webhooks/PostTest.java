package dev.takt.activities.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

/** Receivers that mean harm, or are merely broken. */
class PostTest {

  /** How a receiver behaves, once it has been connected to. */
  @FunctionalInterface
  private interface Manners {
    void answer(OutputStream out) throws Exception;
  }

  private static Outcome sentTo(WebhookAddressPolicy reach, boolean httpsOnly, Manners manners)
      throws IOException {
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var post = new Post(reach, httpsOnly)) {
      Thread.ofPlatform().daemon().start(() -> serve(server, manners));
      var url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      return post.send(url, Map.of("webhook-id", "evt_1"), "{}");
    }
  }

  private static void serve(ServerSocket server, Manners manners) {
    try (Socket socket = server.accept()) {
      manners.answer(socket.getOutputStream());
    } catch (IOException e) {
      // Takt hung up, as it should.
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void write(OutputStream out, String text) {
    try {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anAnswerWithoutEndIsReadToItsLimitOnly() throws IOException {
    Outcome outcome =
        sentTo(
            WebhookAddressPolicy.LOOPBACK,
            false,
            out -> {
              write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
              for (; ; ) {
                write(out, "x".repeat(1000));
              }
            });

    assertThat(outcome).isEqualTo(new Outcome.Accepted(200));
  }

  @Test
  void headersWithoutEndAreRefused() throws IOException {
    Outcome outcome =
        sentTo(
            WebhookAddressPolicy.LOOPBACK,
            false,
            out -> {
              write(out, "HTTP/1.1 200 OK\r\n");
              for (int i = 0; ; i++) {
                write(out, "X-" + i + ": " + "x".repeat(1000) + "\r\n");
              }
            });

    assertThat(outcome).isInstanceOf(Outcome.Unreached.class);
  }

  @Test
  void oneThatSendsAByteASecondIsLeftAtTheDeadline() throws IOException {
    long begun = System.nanoTime();
    Outcome outcome =
        sentTo(
            WebhookAddressPolicy.LOOPBACK,
            false,
            out -> {
              write(out, "HTTP/1.1 200 OK\r\n");
              for (; ; ) {
                write(out, "X");
                TimeUnit.SECONDS.sleep(1);
              }
            });

    assertThat(outcome).isEqualTo(new Outcome.Unreached("no answer within 15 s"));
    // Without the deadline it would never have come back.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(14));
  }

  @Test
  void whereItMayNotGoNothingIsConnectedTo() throws IOException {
    assertThat(sentTo(WebhookAddressPolicy.PUBLIC, false, _ -> {}))
        .isEqualTo(new Outcome.Unreached("its address is private or reserved: not allowed"));
    assertThat(sentTo(WebhookAddressPolicy.LOOPBACK, true, _ -> {}))
        .isEqualTo(new Outcome.Unreached("only https is allowed"));
  }

  /** A name that is the machine itself when it is checked, and another a moment later. */
  @Test
  void aNameIsLookedUpOnceForAnAttemptSoThatItCannotChangeBetweenCheckAndConnection()
      throws IOException {
    var names = new Rebinding();
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var post = new Post(WebhookAddressPolicy.LOOPBACK, false, names)) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () ->
                  serve(
                      server,
                      out -> write(out, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")));
      var url = URI.create("http://rebinding.example.com:" + server.getLocalPort() + "/");
      assertThat(post.send(url, Map.of(), "{}")).isEqualTo(new Outcome.Accepted(204));
      assertThat(names.asked).hasValue(1);
      assertThat(post.send(url, Map.of(), "{}"))
          .isEqualTo(new Outcome.Unreached("its address is private or reserved: not allowed"));
      assertThat(names.asked).hasValue(2);
    }
  }

  private static final class Rebinding implements DnsResolver {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public InetAddress[] resolve(String host) {
      String address = asked.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1";
      return new InetAddress[] {InetAddress.ofLiteral(address)};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Test
  void whatItAsksForIsHeard() throws IOException {
    assertThat(
            sentTo(
                WebhookAddressPolicy.LOOPBACK,
                false,
                out ->
                    write(out, "HTTP/1.1 429 No\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")))
        .isEqualTo(new Outcome.Rejected(429, Duration.ofMinutes(2)));
    assertThat(
            sentTo(
                WebhookAddressPolicy.LOOPBACK,
                false,
                out -> write(out, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")))
        .isEqualTo(new Outcome.Gone());
  }
}
