package dev.takt.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.api.RawHttp;
import dev.takt.api.RawHttp.Answer;
import dev.takt.api.WithApi;
import dev.takt.api.web.Public;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The right of each handler, and that no spelling of its path gets round it. */
@WithApi
class RightsTest {
  private static final String NOWHERE = "there is nothing at this address";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mapping;

  private String admin = "";

  /** A request that a handler takes. */
  private record Target(String method, String path, Right right) {}

  /** Handlers as nobody should write them. */
  static final class Careless {
    public void undeclared() {}

    @Public
    @Requires(Scope.READ)
    public void twice() {}
  }

  @BeforeEach
  void merchant() {
    admin = text(post("/v1/merchants", "op_test", "{\"name\":\"Gym\"}", ""), "apiKey");
  }

  @Test
  void aHandlerDeclaresExactlyOneRight() throws Exception {
    for (String name : List.of("undeclared", "twice")) {
      HandlerMethod careless = new HandlerMethod(new Careless(), name);
      assertThatThrownBy(() -> Right.of(careless))
          .as(name)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("must declare one right");
    }
  }

  @Test
  void everyHandlerUnderV1AsksForAKey() {
    assertThat(targets()).hasSizeGreaterThan(80);
    // Call-backs show a signature in place of a key.
    assertThat(targets().stream().filter(it -> !it.path().startsWith("/v1/callbacks/")))
        .allSatisfy(target -> assertThat(target.right()).isNotInstanceOf(Right.Anybody.class));
  }

  @Test
  void noSpellingOfAPathDoesWhatTheKeyMayNot() {
    String reader = key("READ");
    String writer = key("WRITE");
    long keys = keys();
    int tried = 0;
    for (Target target : targets()) {
      if (target.right() instanceof Right.Scoped(Scope scope)) {
        tried += scope == Scope.READ ? 0 : refused(target, reader);
        tried += scope == Scope.ADMIN ? refused(target, writer) : 0;
      }
    }
    assertThat(tried).isGreaterThan(500);
    assertThat(keys()).isEqualTo(keys);
  }

  /** Tries all spellings with a key that lacks the scope; how many there were. */
  private int refused(Target target, String key) {
    RawHttp http = new RawHttp(port);
    String headers = "Authorization: Bearer " + key + "\r\n";
    assertThat(http.send(target.method() + " " + target.path(), headers).code())
        .as(target.toString())
        .isEqualTo("scope_missing");
    List<String> spellings = spellings(target);
    for (String spelling : spellings) {
      Answer answer = http.send(target.method() + " " + spelling, headers);
      String as = target.method() + " " + spelling + " → " + answer;
      assertThat(answer.status()).as(as).isIn(400, 403, 404, 405);
      if (answer.status() == 403) {
        assertThat(answer.code()).as(as).isEqualTo("scope_missing");
      } else if (answer.status() == 404) {
        // Not: there is no plan x. That would be said by the handler.
        assertThat(answer.body()).as(as).contains(NOWHERE);
      }
    }
    return spellings.size();
  }

  /** All of them where the most is at stake; of each other path some, which together are all. */
  private List<String> spellings(Target target) {
    List<String> all = Spellings.of(target.path());
    if (target.right().equals(new Right.Scoped(Scope.ADMIN))) {
      return all;
    }
    int first = Math.floorMod((target.method() + target.path()).hashCode(), 5);
    return IntStream.range(0, all.size()).filter(i -> i % 5 == first).mapToObj(all::get).toList();
  }

  @Test
  void anotherMethodThanThatOfTheRequestIsNotHeeded() {
    String reader = key("READ");
    for (String header : List.of("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method")) {
      Answer answer =
          new RawHttp(port)
              .send(
                  "GET /v1/plans?_method=POST",
                  "Authorization: Bearer " + reader + "\r\n" + header + ": POST\r\n");
      assertThat(answer.code()).isEqualTo("unknown_parameter");
    }
  }

  /** A kept answer is given by a filter, which no handler stands before. */
  @Test
  void noKeptAnswerIsGivenToAKeyThatMayNotAsk() {
    String reader = key("READ");
    String repeated = "Idempotency-Key: once\r\n";
    Answer first = send("PATCH", "/v1/merchant", admin, "{\"name\":\"Club\"}", repeated);
    assertThat(first.status()).isEqualTo(200);

    Answer second = send("PATCH", "/v1/merchant", reader, "{\"name\":\"Club\"}", repeated);

    assertThat(second.code()).isEqualTo("scope_missing");
    assertThat(send("PATCH", "/v1/merchant", admin, "{\"name\":\"Club\"}", repeated).head())
        .contains("Idempotent-Replayed: true");
  }

  private List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (Map.Entry<RequestMappingInfo, HandlerMethod> one :
        mapping.getHandlerMethods().entrySet()) {
      for (String pattern : one.getKey().getPatternValues()) {
        if (pattern.startsWith("/v1")) {
          Right right = Right.of(one.getValue());
          String path = pattern.replaceAll("\\{\\w+}", "x");
          methods(one.getKey()).forEach(method -> targets.add(new Target(method, path, right)));
        }
      }
    }
    return targets;
  }

  private static Set<String> methods(RequestMappingInfo info) {
    return info.getMethodsCondition().getMethods().stream()
        .map(RequestMethod::name)
        .collect(Collectors.toSet());
  }

  private long keys() {
    return jdbc.sql("select count(*) from api_key where revoked_at is null")
        .query(Long.class)
        .single();
  }

  private String key(String scope) {
    String body = "{\"scopes\":[\"%s\"]}".formatted(scope.toUpperCase(Locale.ROOT));
    return text(post("/v1/merchant/api-keys", admin, body, ""), "apiKey");
  }

  private static String text(Answer answer, String field) {
    return answer.json().get(field).stringValue();
  }

  private Answer post(String path, String key, String body, String headers) {
    return send("POST", path, key, body, headers);
  }

  private Answer send(String method, String path, String key, String body, String headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new RawHttp(port)
        .send(
            method + " " + path,
            "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s"
                .formatted(key, bytes.length, headers),
            bytes);
  }
}
