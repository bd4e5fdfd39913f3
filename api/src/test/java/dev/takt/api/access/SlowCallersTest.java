package dev.takt.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.RawHttp;
import dev.takt.api.RawHttp.Answer;
import dev.takt.api.WithApi;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Callers who send a body slowly, or one that nobody has asked for. */
@WithApi
class SlowCallersTest {
  private static final int MANY = 40;

  @LocalServerPort private int port;

  /** The key is looked at before the body: the answer is there although no body has come. */
  @Test
  void whoeverHasNoKeyIsAnsweredBeforeTheBodyComes() throws Exception {
    List<Answer> answers =
        atOnce(
            () -> {
              try (Socket socket = begin("sk_test_nobody", 1_000_000)) {
                return firstLine(socket);
              }
            });
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(401));
  }

  @Test
  void aBodyWithoutAKeyHasASmallLimit() throws Exception {
    byte[] body = new byte[17 * 1024];
    Answer answer =
        new RawHttp(port).send("POST /pay/x", "Content-Length: " + body.length + "\r\n", body);
    assertThat(answer.code()).isEqualTo("too_large");
  }

  /** A byte now and then is no silence; the whole of it has a time. */
  @Test
  void aBodyThatDripsIsRefusedAndNobodyElseWaits() throws Exception {
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> slow = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        slow.add(threads.submit(this::drip));
      }
      for (int i = 0; i < 20; i++) {
        long asked = System.nanoTime();
        assertThat(new RawHttp(port).send("GET /v1/nothing", operator()).status()).isEqualTo(404);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isLessThan(2000);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      for (Future<Answer> answer : slow) {
        assertThat(answer.get().status()).isIn(408, 0);
      }
    }
    // The limit is 3 seconds here.
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(20);
  }

  @Test
  void aBodyThatStopsIsRefused() throws Exception {
    try (Socket socket = begin("op_test", 100)) {
      socket.getOutputStream().write("{".getBytes(StandardCharsets.US_ASCII));
      long began = System.nanoTime();
      assertThat(RawHttp.answer(socket).status()).isIn(408, 0);
      // The limit on silence is 2 seconds here.
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(15);
    }
  }

  private Answer drip() throws Exception {
    try (Socket socket = begin("op_test", 100)) {
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write(' ');
        TimeUnit.MILLISECONDS.sleep(300);
        if (socket.getInputStream().available() > 0) {
          break;
        }
      }
      return firstLine(socket);
    } catch (IOException cut) {
      return new Answer(0, cut.toString(), "");
    }
  }

  private Socket begin(String key, int length) throws IOException {
    Socket socket = new RawHttp(port).open();
    String head =
        String.join(
            "\r\n",
            "POST /v1/merchants HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Content-Type: application/json",
            "Authorization: Bearer " + key,
            "Content-Length: " + length,
            "",
            "");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static Answer firstLine(Socket socket) throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    String text = new String(line, StandardCharsets.US_ASCII);
    return new Answer(text.isEmpty() ? 0 : Integer.parseInt(text.substring(9)), text, "");
  }

  private static String operator() {
    return "Authorization: Bearer op_test\r\n";
  }

  private static List<Answer> atOnce(Callable<Answer> asking) throws Exception {
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> one : threads.invokeAll(java.util.Collections.nCopies(MANY, asking))) {
        answers.add(one.get());
      }
    }
    return answers;
  }
}
