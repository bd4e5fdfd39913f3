package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is wrong with a request is answered at once, in the order of its fields. */
class ConstraintsTest {
  record Order(
      @NotNull @Text(max = 200) String name,
      @Amount @Nullable Long price,
      @Amount(min = 1) @Nullable Long amount,
      @Range(min = 1, max = 10) @Nullable Integer count,
      @Format(TextFormat.TIME_ZONE) @Nullable String timeZone,
      @Format(TextFormat.CURRENCY) @Nullable String currency,
      @NotNull String date) {}

  @Test
  @SuppressWarnings("NullAway") // as it comes from a body without the field
  void everythingIsAnsweredAtOnce() {
    Order order = new Order("", -1L, 1_000_000_000_001L, 0, "Europe/Nowhere", "XYZ", null);
    Check check = Check.of(order);
    check.that(false, "/name", "is taken");
    check.that(true, "/date", "is fine");
    assertThatThrownBy(check::done)
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                assertThat(problem.errors())
                    .containsExactly(
                        new FieldError("/name", "must have 1 to 200 characters"),
                        new FieldError("/name", "is taken"),
                        new FieldError(
                            "/price",
                            "must be a whole number of minor units from 0 to 1000000000000"),
                        new FieldError(
                            "/amount",
                            "must be a whole number of minor units from 1 to 1000000000000"),
                        new FieldError("/count", "must be a whole number from 1 to 10"),
                        new FieldError(
                            "/timeZone", "must be a time zone's name like Europe/Copenhagen"),
                        new FieldError("/currency", "must be a currency of ISO 4217 like DKK"),
                        new FieldError("/date", "is needed")));
  }

  @Test
  void whatIsAbsentBreaksNoOtherConstraint() {
    assertThat(Violations.of(new Order("Gym", null, null, null, null, null, "2026-03-01")))
        .isEmpty();
  }

  @Test
  void theLanguageOfTheMachineIsNotThatOfTheAnswers() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("da-DK"));
      assertThat(Violations.of(new Order("Gym", null, null, 11, null, null, "2026-03-01")))
          .extracting(FieldError::detail)
          .containsExactly("must be a whole number from 1 to 10");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A text is shown nowhere in what is said of it, and nothing in it is evaluated. */
  @Test
  void aTextIsNoExpression() {
    Order order = new Order("Gym", null, null, null, "${1+1}{max}", null, "2026-03-01");
    assertThat(Violations.of(order))
        .extracting(FieldError::detail)
        .containsExactly("must be a time zone's name like Europe/Copenhagen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
  void aBlankTextIsNone(String blank) {
    assertThat(Violations.of(new Order(blank, null, null, null, null, null, ""))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b.dk", "anna.jensen+x@mail.example.com", "å@ø.dk"})
  void anAddressMailCanGoTo(String email) {
    assertThat(TextFormat.EMAIL.fault(email)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a@b", "a@b@c.dk", "a b@c.dk", "a@.dk", "<a@b.dk>", "a@b.dk\n"})
  void noAddressMailCanGoTo(String email) {
    assertThat(TextFormat.EMAIL.fault(email)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "CURRENCY, DKK",
    "CURRENCY, JPY",
    "COUNTRY, DK",
    "LANGUAGE, da",
    "LANGUAGE, da-DK",
    "TIME_ZONE, Europe/Copenhagen",
    "TIME_ZONE, UTC",
    "TIME, 06:00",
    "VAT_RATE, 0",
    "VAT_RATE, 25.00",
    "VAT_RATE, 12.5",
    "VAT_RATE, 100",
    "PERIOD, P1M",
    "PERIOD, P0D",
    "PERIOD, P10Y"
  })
  void isOfTheFormat(TextFormat format, String text) {
    assertThat(format.fault(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "CURRENCY, dkk", "CURRENCY, XXX", "COUNTRY, ZZ", "COUNTRY, dk", "LANGUAGE, dansk",
    "TIME_ZONE, +02:00", "TIME_ZONE, Europe/Nowhere", "TIME, 25:00", "TIME, 6", "VAT_RATE, -1",
    "VAT_RATE, 100.01", "VAT_RATE, '25,0'", "VAT_RATE, 1e1", "VAT_RATE, ''", "VAT_RATE, 12.345",
    "VAT_RATE, 1000", "VAT_RATE, x", "PERIOD, -P1M", "PERIOD, P1M-1D", "PERIOD, 1M",
    "PERIOD, PT1H", "PERIOD, P11Y", "PERIOD, P99999999999Y", "PERIOD, P2147483647Y"
  })
  void isNotOfTheFormat(TextFormat format, String text) {
    assertThat(format.fault(text)).isNotNull();
  }

  /** Behind a dot it is an annotation of the type's use alone, which the validator passes over. */
  @Test
  void noConstraintStandsInsideTheNameOfAType() throws IOException {
    var behindADot = Pattern.compile("\\.@(?!Nullable)\\w+");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(file -> file.toString().endsWith(".java")))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(behindADot));
    }
  }
}
