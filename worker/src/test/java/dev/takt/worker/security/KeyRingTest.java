package dev.takt.worker.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

  /** A ring with these keys, each of its name repeated. */
  static KeyRing ring(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      byte[] key = name.repeat(32).substring(0, 32).getBytes(StandardCharsets.US_ASCII);
      text.append(text.isEmpty() ? "" : ",")
          .append(name)
          .append(':')
          .append(Base64.getEncoder().encodeToString(key));
    }
    return KeyRing.of(text.toString());
  }

  @Test
  void theFirstKeyEncryptsAndAllDecrypt() {
    byte[] before = ring("old").encrypt(SECRET);
    KeyRing rotated = ring("new", "old");

    assertThat(rotated.decrypt(before)).isEqualTo(SECRET);
    assertThat(ring("new").decrypt(rotated.encrypt(SECRET))).isEqualTo(SECRET);
    assertThatThrownBy(() -> ring("new").decrypt(before))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("old");
  }

  @Test
  void twiceTheSameLooksDifferentAndNothingOfItShows() {
    KeyRing ring = ring("k");

    assertThat(ring.encrypt(SECRET)).isNotEqualTo(ring.encrypt(SECRET));
    assertThat(new String(ring.encrypt(SECRET), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
  }

  @Test
  void whatWasChangedOnTheWayIsRefused() {
    KeyRing ring = ring("k");
    for (int i = 2; i < 40; i++) {
      byte[] sealed = ring.encrypt(SECRET);
      if (i < sealed.length) {
        sealed[i] ^= 1;
        assertThatThrownBy(() -> ring.decrypt(sealed)).isInstanceOf(IllegalStateException.class);
      }
    }
    assertThatThrownBy(() -> ring.decrypt(new byte[0])).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ring.decrypt(new byte[] {5, 1}))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "k1",
        "k1:",
        "k1:AAAA",
        ":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "k 1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,",
        "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void whatIsNoKeyIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> KeyRing.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NAME:KEY")
        .hasMessageNotContaining("AAAA");
  }

  @Test
  void itTellsItsKeysNamesOnly() {
    assertThat(ring("k1", "k2").toString()).isEqualTo("keys [k1, k2]");
  }
}
