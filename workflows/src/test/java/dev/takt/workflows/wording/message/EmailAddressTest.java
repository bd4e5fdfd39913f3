package dev.takt.workflows.wording.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address is that of the person who is meant, or none. */
class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "karen@example.com, karen@example.com, false",
    "Karen.Blixen+takt@Example.COM, Karen.Blixen+takt@example.com, false",
    "o'hara_{x}@mail.example.co.uk, o'hara_{x}@mail.example.co.uk, false",
    "karen@rødgrød.dk, karen@xn--rdgrd-vuad.dk, false",
    "karen@xn--rdgrd-vuad.dk, karen@xn--rdgrd-vuad.dk, false",
    "karen@RØDGRØD.dk, karen@xn--rdgrd-vuad.dk, false",
    "karen@例え.テスト, karen@xn--r8jz45g.xn--zckzah, false",
    "kšren@example.com, kšren@example.com, true",
    "δοκιμή@παράδειγμα.δοκιμή, δοκιμή@xn--hxajbheg2az3al.xn--jxalpdlp, true",
    "用户@例子.广告, 用户@xn--fsqu00a.xn--4rr70v, true",
  })
  void goesOverTheWireAsWhatItIs(String written, String wire, boolean needsSmtpUtf8) {
    assertThat(EmailAddress.fault(written)).isNull();
    EmailAddress address = EmailAddress.of(written).orElseThrow();
    assertThat(address.wire()).isEqualTo(wire);
    assertThat(address.needsSmtpUtf8()).isEqualTo(needsSmtpUtf8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "karen",
        "karen@",
        "@example.com",
        "karen@localhost",
        "karen@example..com",
        "karen@.example.com",
        "karen@example.com.",
        "karen@exa_mple.com",
        "karen@-example.com",
        "karen@127.0.0.1",
        "karen@[127.0.0.1]",
        "karen@@example.com",
        "karen.@example.com",
        ".karen@example.com",
        "ka..ren@example.com",
        "ka ren@example.com",
        "ka\u00a0ren@example.com",
        "ka\u0000ren@example.com",
        "karen@example.com\r\nBcc: all@example.com",
        "karen\r\n@example.com",
        "\"karen blixen\"@example.com",
        "Karen <karen@example.com>",
        "karen@example.com,other@example.com",
        "ka\u202eren@example.com",
        "ka\u200bren@example.com",
        "ka\ud83dren@example.com",
        "kare\u0301n@example.com",
        "karen@exam\u0000ple.com",
        "karen@exa mple.com",
      })
  void isNone(String text) {
    assertThat(EmailAddress.fault(text)).contains("must be an e-mail address");
    assertThat(EmailAddress.of(text)).isEmpty();
  }

  /** Each of these is a domain of somebody else, if a program replaces letters. */
  @ParameterizedTest
  @CsvSource({
    "karen@straße.de, strasse.de",
    "karen@ｅxample.com, example.com",
    "karen@example。com, example.com",
    "karen@ﬁrma.dk, firma.dk",
    "karen@ex\u00adample.com, example.com",
  })
  void aDomainThatOthersReadAsAnotherIsRefusedByName(String written, String other) {
    assertThat(EmailAddress.fault(written)).contains("read as others", other);
    assertThat(EmailAddress.of(written)).isEmpty();
  }

  @Test
  void lengthsAreThoseOfTheWire() {
    String domain = ("a".repeat(61) + ".").repeat(3) + "com";
    assertThat(EmailAddress.fault("k".repeat(64) + "@" + domain)).isNull();
    assertThat(EmailAddress.fault("k".repeat(65) + "@" + domain)).isNotNull();
    assertThat(EmailAddress.fault("š".repeat(33) + "@example.com")).isNotNull();
    assertThat(EmailAddress.fault("k@" + "a".repeat(64) + ".com")).isNotNull();
    assertThat(EmailAddress.fault("k@" + "a.".repeat(30_000_000) + "com")).isNotNull();
  }

  /** Whatever is an address has no letter in its envelope that was not written. */
  @Test
  void noLetterIsReplaced() {
    Random random = new Random(2026);
    for (int i = 0; i < 50_000; i++) {
      int point = random.nextInt(i % 2 == 0 ? 0x300 : 0x11000);
      String letter = Character.toString(point);
      String text = "k" + letter + "ren@ex" + (i % 3 == 0 ? letter : "") + "ample.com";
      EmailAddress.of(text)
          .ifPresent(
              address -> {
                assertThat(address.local()).isEqualTo("k" + letter + "ren");
                assertThat(address.domain()).matches("[a-z0-9.-]+");
                assertThat(address.needsSmtpUtf8()).isEqualTo(point > 0x7f);
              });
    }
  }
}
