package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.RawHttp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit on the whole of a request, whatever drips of it. */
class GuardedHttpTest {
  private static final Duration MOST = Duration.ofSeconds(1);

  private final Tomcat tomcat = new Tomcat();
  private final java.util.concurrent.ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor();
  private RawHttp http = new RawHttp(0);

  /** Answers at once, with as many kilobytes as the path says. */
  private static final class Answering extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] kilobyte = new byte[1024];
      int many = Integer.parseInt(request.getPathInfo().substring(1));
      for (int i = 0; i < many; i++) {
        response.getOutputStream().write(kilobyte);
      }
    }
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector(GuardedHttp.class.getName());
    connector.setPort(0);
    // So that a thread that waits for a reader is not waited for when this stops.
    connector.setProperty("connectionTimeout", "5000");
    connector.setProperty("keepAliveTimeout", "60000");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "answering", new Answering());
    context.addServletMappingDecoded("/*", "answering");
    tomcat.start();
    http = new RawHttp(connector.getLocalPort());
    GuardedHttp guarded = (GuardedHttp) connector.getProtocolHandler();
    ScheduledFuture<?> _ =
        rounds.scheduleWithFixedDelay(
            () -> guarded.closeThoseOver(MOST), 100, 100, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    rounds.shutdownNow();
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void aHeaderThatComesALetterAtATimeIsCutOff() throws Exception {
    try (Socket socket = http.open()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /1 HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
      assertThat(lettersUntilCut(out)).isLessThan(60);
    }
    assertThat(http.send("GET /1", "").status()).isEqualTo(200);
  }

  /** At ten a second. */
  private static int lettersUntilCut(OutputStream out) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        out.write('x');
        out.flush();
      } catch (IOException cut) {
        return i;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return 100;
  }

  @Test
  void anAnswerThatNobodyTakesIsCutOff() throws Exception {
    try (Socket socket = http.open()) {
      socket
          .getOutputStream()
          .write(
              "GET /100000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      TimeUnit.MILLISECONDS.sleep(MOST.toMillis() + 1500);
      assertThat(taken(socket)).isLessThan(100_000L * 1024);
    }
  }

  private static long taken(Socket socket) throws IOException {
    try {
      return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException cut) {
      return 0;
    }
  }

  @Test
  void aConnectionThatWaitsBetweenRequestsIsLeftAlone() throws Exception {
    try (Socket socket = http.open()) {
      for (int i = 0; i < 2; i++) {
        socket
            .getOutputStream()
            .write(
                "GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        socket.getInputStream().skipNBytes(1024);
        TimeUnit.MILLISECONDS.sleep(MOST.toMillis() + 500);
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
      }
    }
  }
}
