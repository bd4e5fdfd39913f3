package dev.takt.worker.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final int PORT = freeOne();

  @Test
  void theExpectedOneWhileItIsFree() throws IOException {
    assertThat(Ports.preferably(PORT)).isEqualTo(PORT);
    try (var taken = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.preferably(taken.getLocalPort())).isNotEqualTo(PORT);
    }
    assertThat(Ports.preferably(PORT)).isEqualTo(PORT);
  }

  /** Although nobody listens at it yet: it is a moment from here to there. */
  @Test
  void anotherOneWhileAnotherTaktHasTakenIt() throws Exception {
    assertThat(Ports.preferably(PORT)).isEqualTo(PORT);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                Integer.toString(PORT))
            .redirectErrorStream(true)
            .start();
    String told = new String(other.getInputStream().readAllBytes());
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(told).matches("\\d+\\s*").isNotEqualTo(PORT + System.lineSeparator());
  }

  /** Another process. */
  static final class Other {
    private Other() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      System.out.println(Ports.preferably(Integer.parseInt(arguments[0])));
    }
  }

  private static int freeOne() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
