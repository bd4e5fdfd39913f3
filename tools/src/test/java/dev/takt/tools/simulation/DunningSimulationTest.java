package dev.takt.tools.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.dunning.DefaultPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/dunning.md says of the default policy, for more than one lot of debtors. */
class DunningSimulationTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theDefaultPolicyRecoversSeventyPerCentAndMoreThanFixedDays(long seed) {
    var simulation = new DunningSimulation();

    double standard = simulation.play(DefaultPolicy.policy(), seed, 4_000).share();
    double reference = simulation.play(DunningSimulation.reference(), seed, 4_000).share();

    assertThat(standard).as("seed %s", seed).isGreaterThan(70);
    // Not better than sources report of programs without words after the first: no straw man.
    assertThat(reference).as("seed %s", seed).isBetween(24.0, 57.0).isLessThan(standard);
  }
}
