package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is wrong is told at once. */
class CheckTest {
  @Test
  void tellsEverythingAtOnce() {
    Check check = new Check();
    check.text("/name", "", 200);
    check.amount("/price", -1L, 0);
    check.amount("/amount", Check.MOST + 1, 0);
    check.range("/count", 0, 1, 10, 1);
    check.zone("/timeZone", "Europe/Nowhere", "");
    check.zone("/other", "+02:00", "");
    check.currency("/currency", "XYZ");
    check.required("/date", null, "");
    assertThatThrownBy(check::done)
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown ->
                assertThat(thrown.problem().errors())
                    .extracting(FieldError::pointer)
                    .containsExactly(
                        "/name",
                        "/price",
                        "/amount",
                        "/count",
                        "/timeZone",
                        "/other",
                        "/currency",
                        "/date"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b.dk", "anna.jensen+x@mail.example.com", "å@ø.dk"})
  void takesAddresses(String email) {
    assertThat(isRight(check -> check.email("/email", email))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a@b", "a@b@c.dk", "a b@c.dk", "a@.dk", "<a@b.dk>", "a@b.dk\n"})
  void refusesWhatIsNoAddress(String email) {
    assertThat(isRight(check -> check.email("/email", email))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100.01", "25,0", "1e1", "", "12.345", "1000", "x"})
  void refusesWhatIsNoRate(String rate) {
    assertThat(isRight(check -> check.rate("/vatRate", rate, ""))).isFalse();
  }

  @Test
  void writesARateInOneWay() {
    assertThat(new Check().rate("/vatRate", "25.00", "")).isEqualTo("25");
    assertThat(new Check().rate("/vatRate", "100", "")).isEqualTo("100");
    assertThat(new Check().rate("/vatRate", "12.50", "")).isEqualTo("12.5");
    assertThat(new Check().rate("/vatRate", "0.00", "")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-P1M", "P1M-1D", "1M", "PT1H", "P11Y", "P99999999999Y", "P2147483647Y"})
  void refusesWhatIsNoPeriod(String period) {
    assertThat(isRight(check -> check.period("/noticePeriod", period))).isFalse();
  }

  private static boolean isRight(Consumer<Check> asking) {
    Check check = new Check();
    asking.accept(check);
    try {
      check.done();
      return true;
    } catch (ProblemException wrong) {
      return wrong.problem().status() != 422;
    }
  }
}
