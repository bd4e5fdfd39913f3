package dev.takt.workflows.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Many lives, each drawn from a seed, with requests of all kinds on any day. A failure tells the
 * shortest script that still fails; {@code -Dtakt.seed=N} plays that one alone, {@code
 * -Dtakt.lives=N} the first N.
 */
class RandomLivesTest {
  private static final int LIVES = Integer.getInteger("takt.lives", 300);

  @Test
  void whateverIsAskedForTheCustomerPaysForTheDaysLived() {
    Long only = Long.getLong("takt.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? LIVES : only;
    int granted = 0;
    int asked = 0;
    for (long seed = first; seed <= last; seed++) {
      Script script = Script.of(seed);
      asked += script.acts().size();
      granted += play(script);
    }
    // Else the lives would be calm ones, and prove little.
    assertThat(granted).as("requests granted of " + asked).isGreaterThan(asked / 3);
  }

  private static int play(Script script) {
    try {
      return Play.of(script);
    } catch (AssertionError failure) {
      throw shortest(script, failure);
    }
  }

  /** Leaves out one request after the other, as long as it fails all the same. */
  private static AssertionError shortest(Script script, AssertionError failure) {
    for (Script.Act act : script.acts()) {
      Script shorter = script.without(act);
      try {
        Play.of(shorter);
      } catch (AssertionError same) {
        return shortest(shorter, same);
      }
    }
    return failure;
  }
}
