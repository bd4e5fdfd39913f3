package dev.takt.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a quantity costs by its size. */
class TiersTest {
  private static final List<Tiers.Tier> TIERS =
      List.of(
          new Tiers.Tier(10L, 10_000, 0),
          new Tiers.Tier(25L, 8_000, 500),
          new Tiers.Tier(null, 6_000, 0));

  @Test
  void graduatedTiersPriceEachUnitWhereItLies() {
    var graduated = new Tiers(Tiers.Mode.GRADUATED, TIERS);

    assertThat(List.of(1L, 10L, 11L, 25L, 26L))
        .map(graduated::of)
        .containsExactly(10_000L, 100_000L, 108_500L, 220_500L, 226_500L);
    assertThat(graduated.of(0)).isZero();
  }

  @Test
  void volumeTiersPriceAllUnitsWhereTheQuantityLies() {
    var volume = new Tiers(Tiers.Mode.VOLUME, TIERS);

    assertThat(List.of(1L, 10L, 11L, 25L, 26L))
        .map(volume::of)
        .containsExactly(10_000L, 100_000L, 88_500L, 200_500L, 156_000L);
    assertThat(volume.of(0)).isZero();
  }

  /** All prices of two or three tiers with small bounds and amounts, for each small quantity. */
  @Test
  void asCountedUnitByUnit() {
    for (Tiers tiers : smallWorld()) {
      long most = 0;
      for (int quantity = 1; quantity <= 6; quantity++) {
        var price = new Price("pln_1", "Plan", 0, quantity, "25", true).costing(0, tiers);
        assertThat(price.listTotal())
            .as("%d by %s", quantity, tiers)
            .isEqualTo(NaivePrice.list(price).longValueExact());
        most = Math.max(most, price.listTotal());
        assertThat(price.dearest(quantity)).isGreaterThanOrEqualTo(most);
      }
    }
  }

  @Test
  void whatIsWrongIsNamedByItsField() {
    assertThat(flaws(TIERS)).isEmpty();
    assertThat(flaws(List.of())).containsExactly("/tiers");
    assertThat(flaws(List.of(new Tiers.Tier(5L, 1, 0)))).containsExactly("/tiers/0/upTo");
    assertThat(flaws(List.of(new Tiers.Tier(null, 1, 0), new Tiers.Tier(null, 1, 0))))
        .containsExactly("/tiers/0/upTo");
    assertThat(
            flaws(
                List.of(
                    new Tiers.Tier(5L, 1, 0),
                    new Tiers.Tier(5L, 1, 0),
                    new Tiers.Tier(null, 1, 0))))
        .containsExactly("/tiers/1/upTo");
  }

  private static List<String> flaws(List<Tiers.Tier> tiers) {
    return new Tiers(Tiers.Mode.VOLUME, tiers).flaws().stream().map(Tiers.Flaw::pointer).toList();
  }

  private static List<Tiers> smallWorld() {
    List<Tiers> world = new ArrayList<>();
    for (Tiers.Mode mode : Tiers.Mode.values()) {
      for (long first = 1; first <= 3; first++) {
        for (long second = first + 1; second <= 5; second++) {
          for (int amounts = 0; amounts < 27; amounts++) {
            world.add(
                new Tiers(
                    mode,
                    List.of(
                        new Tiers.Tier(first, 1 + amounts % 3, amounts % 2),
                        new Tiers.Tier(second, 1 + amounts / 3 % 3, amounts / 2 % 2),
                        new Tiers.Tier(null, 1 + amounts / 9, amounts / 4 % 2))));
          }
        }
      }
    }
    return world;
  }
}
