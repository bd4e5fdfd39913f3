package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.takt.workflows.timeline.AfterPause;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON is taken literally, and what is wrong is told with its place. */
class StrictJsonTest {
  record Body(
      @Nullable String name,
      @Nullable Long price,
      @Nullable Integer count,
      @Nullable Boolean flag,
      @Nullable LocalDate date,
      @Nullable Instant at,
      @Nullable AfterPause afterPause,
      @Nullable Body inner) {}

  @Test
  void readsWhatIsRight() {
    Body body =
        StrictJson.MAPPER.readValue(
            """
            {"name":"Å","price":1,"date":"2026-03-01","at":"2026-03-01T01:00:00+01:00",
             "afterPause":"EXTEND"}
            """,
            Body.class);
    assertThat(body)
        .isEqualTo(
            new Body(
                "Å",
                1L,
                null,
                null,
                LocalDate.of(2026, 3, 1),
                Instant.parse("2026-03-01T00:00:00Z"),
                AfterPause.EXTEND,
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                              | 400 | unreadable    | ",
        "{} {}                          | 400 | unreadable    | ",
        "{\"name\":\"a\",\"name\":\"b\"}| 400 | unreadable    | ",
        "{\"nome\":\"a\"}               | 400 | unknown_field | /nome",
        "{\"inner\":{\"nome\":1}}       | 400 | unknown_field | /inner/nome",
        "{\"name\":1}                   | 422 | invalid       | /name",
        "{\"name\":\"\\u0000\"}         | 422 | invalid       | /name",
        "{\"name\":\"\\ud800\"}         | 422 | invalid       | /name",
        "{\"price\":\"1\"}              | 422 | invalid       | /price",
        "{\"price\":1.5}                | 422 | invalid       | /price",
        "{\"price\":1.0}                | 422 | invalid       | /price",
        "{\"price\":true}               | 422 | invalid       | /price",
        "{\"price\":99999999999999999999}| 422 | invalid      | /price",
        "{\"count\":2147483648}         | 422 | invalid       | /count",
        "{\"flag\":\"true\"}            | 422 | invalid       | /flag",
        "{\"flag\":1}                   | 422 | invalid       | /flag",
        "{\"date\":\"2026-02-30\"}      | 422 | invalid       | /date",
        "{\"date\":\"2026-3-1\"}        | 422 | invalid       | /date",
        "{\"date\":\"2026-03-01T00:00\"}| 422 | invalid       | /date",
        "{\"date\":[2026,3,1]}          | 422 | invalid       | /date",
        "{\"date\":\"\"}                | 422 | invalid       | /date",
        "{\"date\":\"9999-01-01\"}      | 422 | invalid       | /date",
        "{\"at\":\"2026-03-01\"}        | 422 | invalid       | /at",
        "{\"at\":1}                     | 422 | invalid       | /at",
        "{\"afterPause\":\"extend\"}    | 422 | invalid       | /afterPause",
        "{\"afterPause\":1}             | 422 | invalid       | /afterPause",
        "{\"afterPause\":\"\"}          | 422 | invalid       | /afterPause",
        "[]                             | 400 | unreadable    | ",
      })
  void refusesWhatIsNot(String json, int status, String code, @Nullable String pointer) {
    Problem problem =
        Problems.of(catchThrowable(() -> StrictJson.MAPPER.readValue(json, Body.class)));
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    if (pointer == null) {
      assertThat(problem.errors()).isEmpty();
    } else {
      assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }
  }
}
