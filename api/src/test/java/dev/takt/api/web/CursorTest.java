package dev.takt.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors come back as they were given, and others are refused. */
class CursorTest {
  @Test
  void comesBack() {
    assertThat(Cursor.read(Cursor.after("sub_01k8"))).isEqualTo("sub_01k8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "sub_1", "MTpzdWI'", "2:x", "1:", "1:a b", "1:a';--"})
  void othersAreRefused(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Cursor.read(encoded)).hasMessageContaining("bad_cursor");
    assertThatThrownBy(() -> Cursor.read(text)).hasMessageContaining("bad_cursor");
  }

  @Test
  void aPageSaysWhetherAnotherFollows() {
    Page page = Page.of("2", null);
    Listing<String> more = page.listing(List.of("c", "b", "a"), Function.identity());
    assertThat(more).isEqualTo(new Listing<>(List.of("c", "b"), Cursor.after("b")));
    Listing<String> last = page.listing(List.of("b", "a"), Function.identity());
    assertThat(last).isEqualTo(new Listing<>(List.of("b", "a"), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "x", "", "1e1", "99999999999"})
  void aLimitIsFromOneToAHundred(String limit) {
    assertThatThrownBy(() -> Page.of(limit, null)).hasMessageContaining("bad_parameter");
  }
}
