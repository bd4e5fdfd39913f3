package dev.takt.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.takt.api.RawHttp;
import dev.takt.api.RawHttp.Answer;
import dev.takt.api.WithApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that cannot be read: refused as such, with a line in the log at most, key or no key. */
@WithApi
class HostileRequestsTest {
  private static final List<String> PATHS =
      List.of(
          "/pay/x",
          "/docs",
          "/v3/api-docs",
          "/nothing",
          "/v1/plans",
          "/v1/merchants",
          "/error",
          "/swagger-ui/index.html");
  private static final List<String> QUERIES =
      List.of(
          "",
          "?=x",
          "?%",
          "?%zz=1",
          "?a=%",
          "?a=%ff",
          "?a=%c0%af",
          "?a=1&a=2",
          "?&&&",
          "?" + "a&".repeat(2000),
          "?a=%00",
          "?lang=%00",
          "?lang=" + "x".repeat(3000),
          "?limit=%e2%82");
  private static final List<String> HEADERS =
      List.of(
          "",
          "Content-Type: */*\r\n",
          "Content-Type: text/*\r\n",
          "Content-Type: multipart/form-data\r\n",
          "Content-Type: multipart/form-data; boundary=\r\n",
          "Content-Type: multipart/mixed; boundary=x\r\n",
          "Content-Type: application/json; charset=nonsense\r\n",
          "Content-Type: application/json; charset=utf-16\r\n",
          "Content-Type: application/json; charset=\r\n",
          "Content-Type: application/x-www-form-urlencoded; charset=nonsense\r\n",
          "Content-Type: application/x-www-form-urlencoded\r\n",
          "Content-Type: /\r\n",
          "Content-Type: \r\n",
          "Content-Type: \u00e6/\u00f8; q=\"\r\n",
          "Accept: nonsense\r\n",
          "Accept: */*;q=nonsense\r\n",
          "Accept: text/html;charset=nonsense\r\n",
          "Accept: application/json;q=2\r\n",
          "Accept: " + "a/b,".repeat(200) + "\r\n",
          "Accept-Language: \u00ff-;;q=x,,\r\n",
          "Accept-Encoding: gzip;q=nonsense, br\r\n",
          "Accept-Charset: nonsense\r\n",
          "Content-Encoding: gzip\r\n",
          "Content-Encoding: nonsense\r\n",
          "Transfer-Encoding: nonsense\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: 1\r\nContent-Length: 2\r\n",
          "Content-Length: 99999999999999999999\r\n",
          "Expect: nonsense\r\n",
          "Range: bytes=9-1,x\r\n",
          "If-Match: \"x\r\n",
          "If-None-Match: \"\"\"\r\n",
          "If-Modified-Since: yesterday\r\n",
          "Idempotency-Key: \u0001\r\n",
          "Origin: https://elsewhere.example\r\nAccess-Control-Request-Method: POST\r\n",
          "Host: a b\r\n",
          "Cookie: =;=\r\n",
          "traceparent: nonsense\r\n",
          "X-Forwarded-For: nonsense\r\nX-Forwarded-Port: x\r\nForwarded: for=\r\n",
          "Upgrade: h2c\r\nHTTP2-Settings: x\r\n",
          "No colon\r\n",
          "X-Huge: " + "x".repeat(100_000) + "\r\n");
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND");
  private static final List<byte[]> BODIES =
      List.of(
          new byte[0],
          "{".getBytes(StandardCharsets.UTF_8),
          "a=%&%ff=%zz&=".getBytes(StandardCharsets.UTF_8),
          "zz\r\nnonsense".getBytes(StandardCharsets.UTF_8),
          new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe},
          "[".repeat(5000).getBytes(StandardCharsets.UTF_8));

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @LocalServerPort private int port;

  @BeforeEach
  void listen() {
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    root().detachAppender(log);
  }

  /** What would be in the log of a running Takt. */
  private List<String> warnings() {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/pay/x?=x", "/docs?=x", "/v3/api-docs?=x", "/nothing?=x"})
  void aQueryThatCannotBeDecodedIsUnreadable(String path) {
    assertThat(new RawHttp(port).send("GET " + path, operator()).status()).isEqualTo(400);
    assertThat(warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "multipart/form-data",
        "nonsense",
        "application/json; charset=utf-16",
        "application/json; charset=nonsense"
      })
  void aTypeThatIsNoneIsUnsupported(String type) {
    for (String path : List.of("/v1/merchants", "/pay/x")) {
      Answer answer = post(path, type, "{}".getBytes(StandardCharsets.UTF_8));
      if (type.startsWith("multipart") && path.startsWith("/pay")) {
        // A type like any other, to a page that reads forms only.
        assertThat(answer.status()).isEqualTo(404);
      } else {
        assertThat(answer.code()).as(path).isEqualTo("unsupported_media_type");
      }
    }
    assertThat(warnings()).isEmpty();
  }

  @Test
  void aBodyInAnotherEncodingIsUnreadable() {
    String merchant = "{\"name\":\"Gym\"}";
    byte[] overlong = merchant.replace("G", "  ").getBytes(StandardCharsets.UTF_8);
    int at = new String(overlong, StandardCharsets.UTF_8).indexOf("  ");
    overlong[at] = (byte) 0xc1;
    overlong[at + 1] = (byte) 0x87;
    for (byte[] body :
        List.of(
            merchant.getBytes(StandardCharsets.UTF_16),
            merchant.getBytes(StandardCharsets.UTF_16LE),
            merchant.getBytes(StandardCharsets.UTF_16BE),
            merchant.getBytes(java.nio.charset.Charset.forName("UTF-32")),
            overlong)) {
      for (String type : List.of("application/json", "application/problem+json")) {
        Answer answer = post("/v1/merchants", type, body);
        assertThat(answer.code()).as(type + " " + body.length).isEqualTo("unreadable");
      }
    }
    assertThat(
            post("/v1/merchants", "application/json", merchant.getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(201);
  }

  @Test
  void noneIsAFaultOfOurs() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      String line = pick(random, METHODS) + " " + pick(random, PATHS) + pick(random, QUERIES);
      byte[] body = pick(random, BODIES);
      String headers =
          (random.nextBoolean() ? operator() : "") + pick(random, HEADERS) + pick(random, HEADERS);
      String length =
          headers.contains("Content-Length") || headers.contains("Transfer-Encoding")
              ? ""
              : "Content-Length: " + body.length + "\r\n";
      Answer answer = new RawHttp(port).send(line, headers + length, body);
      String as = "seed " + seed + ": " + line + "\n" + headers.replaceAll("x{99,}", "x…") + answer;
      // 501: an encoding that Tomcat does not know.
      assertThat(answer.status() < 500 || answer.status() == 501).as(as).isTrue();
      assertThat(answer.body()).as(as).doesNotContain("\tat ", "Exception", "dev.takt");
      assertThat(warnings()).as(as).hasSizeLessThanOrEqualTo(1);
      assertThat(log.list)
          .as(as)
          .filteredOn(HostileRequestsTest::isLoggedByTheProgram)
          .allMatch(event -> event.getThrowableProxy() == null);
      log.list.clear();
    }
  }

  /** As its application.yml says: Takt's own lines, and of others warnings, of springdoc errors. */
  private static boolean isLoggedByTheProgram(ILoggingEvent event) {
    String logger = event.getLoggerName();
    Level least = logger.startsWith("org.springdoc") ? Level.ERROR : Level.WARN;
    return logger.startsWith("dev.takt") || event.getLevel().isGreaterOrEqual(least);
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Answer post(String path, String type, byte[] body) {
    return new RawHttp(port)
        .send(
            "POST " + path,
            operator() + "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n",
            body);
  }

  private static String operator() {
    return "Authorization: Bearer op_test\r\n";
  }
}
