package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Bodies as large as they may be cost no more time than their length. The bound of time is
 * generous: what takes the square of these lengths takes minutes.
 */
class HostileInputTest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int MOST = 1 << 20;

  record Name(@Text(max = 200) String name) {}

  record Body(@Nullable Long amount, @Nullable String text, @Nullable JsonNode tree) {}

  static Stream<String> bodies() {
    String fields =
        String.join(",", IntStream.range(0, 80_000).mapToObj(i -> "\"f" + i + "\":1").toList());
    return Stream.of(
        "[".repeat(MOST),
        "{\"tree\":" + "[".repeat(MOST / 2) + "]".repeat(MOST / 2) + "}",
        "{\"tree\":" + "{\"a\":".repeat(MOST / 5),
        "{\"amount\":" + "9".repeat(MOST) + "}",
        "{\"amount\":-" + "9".repeat(MOST) + "e9}",
        "{\"amount\":1e999999999}",
        "{\"amount\":0." + "1".repeat(MOST) + "}",
        "{\"tree\":" + "9".repeat(MOST) + "}",
        "{" + fields + "}",
        "{\"text\":\"" + "\\".repeat(MOST),
        " ".repeat(MOST));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyIsRefusedInTheTimeOfItsLength(String body) {
    assertTimeoutPreemptively(
        BOUND,
        () ->
            assertThatThrownBy(() -> StrictJson.MAPPER.readValue(body, Body.class))
                .isInstanceOf(JacksonException.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1-", " ", "a@", "a.", "é", "P1Y", "+45 ", "%", "[", "-", "\u0000"})
  void aTextIsCheckedInTheTimeOfItsLength(String part) {
    String text = part.repeat(MOST / part.length());
    assertTimeoutPreemptively(
        BOUND,
        () -> {
          assertThat(Violations.of(new Name(text))).hasSize(1);
          for (TextFormat format : TextFormat.values()) {
            assertThat(format.fault(text)).as(format.name()).isNotNull();
          }
        });
  }

  /** An answer is no larger for a request with very many faults. */
  @Test
  void ofVeryManyFaultsTheFirstAreTold() {
    Check check = new Check();
    IntStream.range(0, 100_000).forEach(i -> check.error("/types/" + i, "is wrong"));
    assertThatThrownBy(check::done)
        .isInstanceOfSatisfying(Problem.class, thrown -> assertThat(thrown.errors()).hasSize(50));
  }
}
