package dev.takt.activities.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.activities.references.ReferenceScheme.Fik71;
import dev.takt.activities.references.ReferenceScheme.Kid;
import dev.takt.activities.references.ReferenceScheme.Kid.Modulus;
import dev.takt.activities.references.ReferenceScheme.Ocr;
import dev.takt.activities.references.ReferenceScheme.Rf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceSchemeTest {
  private static final Fik71 FIK = new Fik71("12345678");
  private static final Kid KID11 = new Kid(8, Modulus.MOD11);
  private static final List<ReferenceScheme> ALL =
      List.of(FIK, new Kid(8, Modulus.MOD10), KID11, new Ocr(), new Rf());

  @Test
  void invoice20260001AsEachCountryPrintsIt() {
    assertThat(FIK.of(20260001))
        .isEqualTo(
            new PaymentReference(
                PaymentReference.Type.FIK_71, "000000202600011", "+71<000000202600011+12345678<"));
    assertThat(new Kid(10, Modulus.MOD10).of(20260001).printed()).isEqualTo("0202600011");
    assertThat(new Ocr().of(20260001).printed()).isEqualTo("2026000105");
    assertThat(new Rf().of(539007547034L).printed()).isEqualTo("RF18 5390 0754 7034");
  }

  @Test
  void everyNumberHasItsOwnReferenceAndItsOwnIsReadAgain() {
    for (ReferenceScheme scheme : ALL) {
      Set<String> values = new HashSet<>();
      for (long number = 1; number < 20_000; number++) {
        PaymentReference reference = scheme.of(number);
        assertThat(values.add(reference.key())).as(reference.value()).isTrue();
        assertThat(read(scheme, reference.value())).isEqualTo(reference);
      }
    }
  }

  @Test
  void aKidByModulus11EndsInADigitThoughSomeNumbersHaveNone() {
    int withoutDigit = 0;
    for (long number = 1; number < 20_000; number++) {
      String value = KID11.of(number).value();
      assertThat(value).matches("[01]\\d{7}");
      withoutDigit += value.startsWith("1") ? 1 : 0;
    }
    assertThat(withoutDigit).isBetween(1_750, 1_900);
  }

  @Test
  void aKidThatEndsInAHyphenIsRead() {
    assertThat(new Kid(3, Modulus.MOD11).find("KID 6-").orElseThrow().value()).isEqualTo("06-");
    assertThat(new Kid(3, Modulus.MOD11).find("KID 7-")).isEmpty();
    assertThat(new Kid(3, Modulus.MOD11).find("2026-03")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+71<000000202600011+12345678<",
        "+71< 000000202600011 +12345678<",
        "Betaling 71<202600011+12345678< tak",
        "000000202600011",
        "202600011",
        "0000 0020 2600 011",
        "71 000000202600011 12345678",
        "Faktura 17 af 1/3, ref. 202600011",
        "00000000202600011"
      })
  void aPaymentSlipIsReadHoweverItIsWritten(String text) {
    assertThat(FIK.find(text)).contains(FIK.of(20260001));
  }

  @Test
  void aPaymentSlipOfAnotherCreditorIsNone() {
    assertThat(FIK.find("+71<000000202600011+87654321<")).isEmpty();
    assertThat(FIK.find("+71<000000202600017+12345678<")).isEmpty();
    assertThat(FIK.find("")).isEmpty();
    assertThat(FIK.find("no number")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RF18 5390 0754 7034",
        "rf18539007547034",
        "Invoice RF18 5390 0754 7034 THANK YOU",
        "RF 18 5390 0754 7034",
        "/RFB/RF18539007547034/"
      })
  void aCreditorReferenceIsReadAmongOtherWords(String text) {
    assertThat(new Rf().find(text)).contains(new Rf().of(539007547034L));
  }

  @Test
  void aTextOfAnyLengthIsReadInShortTime() {
    assertThat(new Rf().find("RF18 " + "A1 ".repeat(3_000) + "1 ".repeat(3_000))).isEmpty();
    assertThat(FIK.find("+71<" + " ".repeat(10_000) + "1")).isEmpty();
  }

  @Test
  void settingsThatNoBankAgreesToAreRefused() {
    assertThatThrownBy(() -> new Fik71("1234567")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Kid(2, Modulus.MOD10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Kid(26, Modulus.MOD11))
        .isInstanceOf(IllegalArgumentException.class);
    for (ReferenceScheme scheme : ALL) {
      assertThatThrownBy(() -> scheme.of(0)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> KID11.of(1_000_000)).isInstanceOf(IllegalArgumentException.class);
    assertThat(KID11.of(999_999).value()).hasSize(8);
    assertThat(new Kid(25, Modulus.MOD10).of(Long.MAX_VALUE).value()).hasSize(25);
    assertThat(new Rf().of(Long.MAX_VALUE).value()).hasSize(23);
  }

  @Test
  void theCountryDecidesWhereTheBankAgreed() {
    var all = new BankSettings(FIK, KID11, "5050-1055");
    var none = new BankSettings(null, null, null);

    assertThat(List.of("DK", "NO", "SE", "DE"))
        .extracting(all::schemeIn)
        .containsExactly(FIK, KID11, new Ocr(), new Rf());
    assertThat(List.of("DK", "NO", "SE", "DE")).extracting(none::schemeIn).containsOnly(new Rf());
  }

  private static PaymentReference read(ReferenceScheme scheme, String value) {
    return scheme.find(value).orElseThrow(() -> new AssertionError(value));
  }
}
