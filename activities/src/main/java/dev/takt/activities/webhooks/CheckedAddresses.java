package dev.takt.activities.webhooks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up once, and gives the client only addresses that may be connected to. The client
 * connects to what it is given and asks nobody again, so a name that means another address a moment
 * later (DNS rebinding) gains nothing.
 */
final class CheckedAddresses implements DnsResolver, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final WebhookAddressPolicy reach;
  private final DnsResolver names;
  // Threads of their own: a look-up holds its thread, and a name server may take its time.
  private final ExecutorService lookUps =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());

  /**
   * @param names who knows the names; the system's resolver but in tests
   */
  CheckedAddresses(WebhookAddressPolicy reach, DnsResolver names) {
    this.reach = reach;
    this.names = names;
  }

  /** The name leads to an address that webhooks may not go to. */
  static final class Forbidden extends UnknownHostException {
    Forbidden() {
      super("the address is private or reserved");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = look(host);
    // One forbidden address spoils the others: an honest receiver has none.
    if (found.length == 0 || !Arrays.stream(found).allMatch(reach::allows)) {
      throw new Forbidden();
    }
    return found;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Arrays.stream(resolve(host))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  @Override
  public void close() {
    lookUps.shutdownNow();
  }

  private InetAddress[] look(String host) throws UnknownHostException {
    Future<InetAddress[]> answer = lookUps.submit(() -> names.resolve(host));
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      var unknown = new UnknownHostException("the name was not found");
      unknown.initCause(e);
      throw unknown;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }
}
