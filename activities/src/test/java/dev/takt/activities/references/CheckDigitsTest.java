package dev.takt.activities.references;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.takt.workflows.seller.CompanyNumber;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The vectors of the banks, and all of small worlds: which mistakes the check digits find. */
class CheckDigitsTest {
  private static final JsonNode FACTS = facts();

  @Test
  void mod10GivesAllOfItsVectors() {
    JsonNode luhn = FACTS.at("/luhn_mod10");

    assertVectors(luhn.at("/fik71/vectors"), payload -> withMod10(padded(payload, 14)));
    assertVectors(luhn.at("/fik75/vectors"), payload -> withMod10(padded(payload, 15)));
    assertVectors(luhn.at("/kid_mod10/vectors"), CheckDigitsTest::withMod10);
    assertVectors(luhn.at("/se_ocr_soft/vectors"), CheckDigitsTest::withMod10);
    assertVectors(
        luhn.at("/se_ocr_length/vectors"),
        payload -> new ReferenceScheme.Ocr().of(Long.parseLong(payload)).value());
    for (JsonNode invalid : luhn.at("/fik71/invalid")) {
      String value = invalid.asText();
      assertThat(withMod10(value.substring(0, 14))).isNotEqualTo(value);
    }
  }

  @Test
  void mod11GivesAllOfItsVectors() {
    assertVectors(FACTS.at("/kid_mod11/vectors"), CheckDigitsTest::withMod11);
  }

  @Test
  void companyNumbersAreThoseOfTheRegisters() {
    FACTS
        .at("/cvr/valid")
        .forEach(it -> assertThat(CompanyNumber.CVR.isValid(it.asText())).isTrue());
    FACTS
        .at("/cvr/invalid")
        .forEach(it -> assertThat(CompanyNumber.CVR.isValid(it.asText())).isFalse());
    for (JsonNode payload : FACTS.at("/cvr/unusablePayload")) {
      for (int check = 0; check <= 9; check++) {
        assertThat(CompanyNumber.CVR.isValid(payload.asText() + check)).isFalse();
      }
    }
    assertOnlyCheckDigits(FACTS.at("/no_orgnr/vectors"), CompanyNumber.ORGNR);
    assertOnlyCheckDigits(FACTS.at("/gln_gs1/vectors"), CompanyNumber.GLN);
  }

  @Test
  void mod10FindsEverySingleDigitAndEverySwapButThatOf0And9() {
    for (int number = 0; number < 20_000; number++) {
      String value = withMod10(padded(number, 5));
      assertNoSingleDigitPasses(value, CheckDigitsTest::isMod10);
      for (int place = 0; place + 1 < value.length(); place++) {
        String swapped = swapped(value, place, place + 1);
        String pair = value.substring(place, place + 2);
        boolean passes = swapped.equals(value) || pair.equals("09") || pair.equals("90");
        assertThat(isMod10(swapped)).as("%s for %s", swapped, value).isEqualTo(passes);
      }
    }
  }

  @Test
  void mod11FindsEverySingleDigitAndEverySwapOfDigitsWithinSixPlaces() {
    for (int number = 0; number < 20_000; number++) {
      String value = withMod11(padded(number, 5));
      assertNoSingleDigitPasses(value, CheckDigitsTest::isMod11);
      for (int place = 0; place + 1 < 5; place++) {
        for (int other = place + 1; other < 5; other++) {
          String swapped = swapped(value, place, other);
          assertThat(isMod11(swapped))
              .as("%s for %s", swapped, value)
              .isEqualTo(swapped.equals(value));
        }
      }
    }
  }

  @Test
  void mod97FindsEverySingleCharacterAndEverySwapOfNeighbours() {
    for (int number = 1; number < 20_000; number++) {
      String value = new ReferenceScheme.Rf().of(number).value();
      for (int place = 2; place < value.length(); place++) {
        for (char wrong : "0123456789".toCharArray()) {
          String altered = altered(value, place, wrong);
          assertThat(isRf(altered)).isEqualTo(altered.equals(value));
        }
        if (place + 1 < value.length()) {
          String swapped = swapped(value, place, place + 1);
          assertThat(isRf(swapped)).isEqualTo(swapped.equals(value));
        }
      }
    }
  }

  private interface Check {
    boolean passes(String value);
  }

  private static void assertNoSingleDigitPasses(String value, Check check) {
    assertThat(check.passes(value)).as(value).isTrue();
    for (int place = 0; place < value.length(); place++) {
      for (char wrong : "0123456789".toCharArray()) {
        String altered = altered(value, place, wrong);
        assertThat(check.passes(altered))
            .as("%s for %s", altered, value)
            .isEqualTo(altered.equals(value));
      }
    }
  }

  private static void assertVectors(JsonNode vectors, UnaryOperator<String> checked) {
    assertThat(vectors).isNotEmpty();
    for (JsonNode vector : vectors) {
      assertThat(checked.apply(vector.get(0).asText())).isEqualTo(vector.get(1).asText());
    }
  }

  private static void assertOnlyCheckDigits(JsonNode vectors, CompanyNumber kind) {
    assertThat(vectors).isNotEmpty();
    for (JsonNode vector : vectors) {
      IntFunction<String> number = check -> vector.get(0).asText() + check;
      for (int check = 0; check <= 9; check++) {
        assertThat(kind.isValid(number.apply(check)))
            .isEqualTo(number.apply(check).equals(vector.get(1).asText()));
      }
    }
  }

  private static String altered(String value, int place, char other) {
    return value.substring(0, place) + other + value.substring(place + 1);
  }

  private static String swapped(String value, int place, int other) {
    return altered(altered(value, place, value.charAt(other)), other, value.charAt(place));
  }

  private static String withMod10(String payload) {
    return payload + CheckDigits.mod10(payload);
  }

  private static String withMod11(String payload) {
    return payload + CheckDigits.mod11(payload);
  }

  private static boolean isMod10(String value) {
    return withMod10(value.substring(0, value.length() - 1)).equals(value);
  }

  private static boolean isMod11(String value) {
    String payload = value.substring(0, value.length() - 1);
    return payload.matches("\\d+") && withMod11(payload).equals(value);
  }

  private static boolean isRf(String value) {
    return CheckDigits.mod97(value.substring(4) + value.substring(0, 4)) == 1;
  }

  private static String padded(String digits, int length) {
    return "0".repeat(length - digits.length()) + digits;
  }

  private static String padded(int number, int length) {
    return padded(Integer.toString(number), length);
  }

  private static JsonNode facts() {
    try (InputStream file = CheckDigitsTest.class.getResourceAsStream("/bank/check-digits.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
