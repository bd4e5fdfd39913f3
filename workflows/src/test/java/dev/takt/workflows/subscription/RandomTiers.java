package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Tiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws prices by quantity, of which the few units of random lives meet several tiers. */
public final class RandomTiers {
  private static final long[] AMOUNTS = {0, 1, 7, 99, 4_999, 33_333};

  private RandomTiers() {}

  /** Tiers, or more often none. */
  public static @Nullable Tiers orNull(Random random) {
    if (random.nextInt(3) > 0) {
      return null;
    }
    List<Tiers.Tier> tiers = new ArrayList<>();
    long bound = 0;
    while (random.nextInt(3) > 0) {
      bound += 1 + random.nextInt(2);
      tiers.add(new Tiers.Tier(bound, amount(random), flat(random)));
    }
    tiers.add(new Tiers.Tier(null, amount(random), flat(random)));
    return new Tiers(random.nextBoolean() ? Tiers.Mode.GRADUATED : Tiers.Mode.VOLUME, tiers);
  }

  private static long flat(Random random) {
    return random.nextInt(3) == 0 ? amount(random) : 0;
  }

  private static long amount(Random random) {
    return AMOUNTS[random.nextInt(AMOUNTS.length)];
  }
}
