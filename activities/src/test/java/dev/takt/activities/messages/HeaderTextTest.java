package dev.takt.activities.messages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a merchant types as a name or a subject, readers see that text and no other. */
class HeaderTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Butik",
        "Åse Ørsted",
        "=?utf-8?Q?Danske_Bank?=",
        "=?utf-8?B?RGFuc2tlIEJhbms=?=",
        "Hej =?iso-8859-1?q?=FE?= der",
        "=?utf-8?q?=0D=0ABcc:_all@example.com?=",
        "=?",
        "Butik, \"den\" <bank@example.com>",
        "Å =?utf-8?Q?x?= 😀 and a text that is so long that it does not fit into one encoded word",
      })
  void isReadAsItWasTyped(String typed) throws Exception {
    String subject = HeaderText.subject(typed);
    assertThat(MimeUtility.decodeText(MimeUtility.unfold(subject))).isEqualTo(typed);
    assertThat(subject.lines()).allMatch(line -> line.length() <= 76);

    String mailbox = HeaderText.mailbox(typed, "no-reply@takt.example");
    InternetAddress[] read = InternetAddress.parseHeader(mailbox, true);
    assertThat(read).hasSize(1);
    assertThat(read[0].getAddress()).isEqualTo("no-reply@takt.example");
    assertThat(read[0].getPersonal()).isEqualTo(typed);
    assertThat(mailbox.replace("\r\n ", "")).isPrintable();
    // A word that is encoded is the one that was typed, encoded once more: never the typed one.
    if (typed.contains("?=")) {
      assertThat(mailbox).doesNotContain(typed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Butik\r\nBcc: all@example.com",
        "Butik\nBcc: all@example.com",
        "Butik\rBcc: all@example.com",
        "Butik\u0085Bcc: all@example.com",
        "Butik\u2028Bcc: all@example.com",
        "Butik\u0000Bcc: all@example.com",
      })
  void isOneHeader(String typed) throws Exception {
    for (String header :
        new String[] {
          HeaderText.subject(typed), HeaderText.mailbox(typed, "no-reply@takt.example")
        }) {
      assertThat(header.lines()).noneMatch(line -> line.startsWith("Bcc"));
      assertThat(MimeUtility.decodeText(MimeUtility.unfold(header)))
          .contains("Butik Bcc: all@example.com");
    }
  }
}
