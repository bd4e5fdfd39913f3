package dev.takt.workflows.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.takt.workflows.subscription.Signals;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** How values are written and read again: states leniently, signals strictly. */
class WireTest {
  private record State(LocalDate from, int count) {}

  @Test
  void whatALaterVersionHasAddedIsPassedOver() {
    var state = new State(LocalDate.of(2026, 3, 1), 2);
    String later = Wire.write(state).replaceFirst("\\}$", ", \"later\": {\"added\": 1}}");

    assertThat(Wire.read(later, State.class)).isEqualTo(state);
    assertThatThrownBy(() -> Wire.read("[]", State.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not a State in JSON");
  }

  @Test
  void whoeverReadsSignalsStrictlyMakesNobodyElseStrict() throws JsonProcessingException {
    assertThat(Wire.json()).isSameAs(Wire.json()).isNotSameAs(Wire.signals());
    assertThatThrownBy(
            () -> Wire.signals().readValue("{\"pauze\": \"p1\"}", Signals.RemovePause.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> Wire.signals().readValue("{\"count\": \"2\"}", State.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThat(Wire.json().readValue("{\"count\": \"2\"}", State.class).count()).isEqualTo(2);
  }
}
