package dev.takt.workflows.timeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a quantity costs by its size.
 *
 * @param tiers in order of quantity; the last one has no upper bound
 */
public record Tiers(Mode mode, List<Tier> tiers) {
  /** The most tiers that a price may have. */
  public static final int MOST = 100;

  public Tiers {
    tiers = List.copyOf(tiers);
  }

  /** Which tier a unit is priced by. */
  public enum Mode {
    /** Each unit by the tier that it lies in. */
    GRADUATED,
    /** All units by the tier that the whole quantity lies in. */
    VOLUME
  }

  /**
   * The quantities above those of the tier before, up to one.
   *
   * @param upTo the last quantity inside; null where there is no bound
   * @param unitAmount of each unit, in minor units
   * @param flatAmount once, where any unit is priced by the tier, in minor units
   */
  public record Tier(@Nullable Long upTo, long unitAmount, long flatAmount) {}

  /**
   * A part of a quantity that is priced by one tier.
   *
   * @param quantity how many units
   */
  public record Part(long quantity, Tier tier) {
    /** What it costs, in minor units. */
    public long amount() {
      return Math.addExact(Math.multiplyExact(tier.unitAmount(), quantity), tier.flatAmount());
    }
  }

  /** What a quantity costs, in minor units: nothing where there is none. */
  public long of(long quantity) {
    return partsOf(quantity).stream().mapToLong(Part::amount).reduce(0, Math::addExact);
  }

  /** A quantity as the tiers divide it, in their order. */
  public List<Part> partsOf(long quantity) {
    List<Part> parts = new ArrayList<>();
    long below = 0;
    for (Tier tier : tiers) {
      if (quantity > below) {
        long within = Math.min(quantity, bound(tier));
        switch (mode) {
          case GRADUATED -> parts.add(new Part(within - below, tier));
          case VOLUME -> {
            if (within == quantity) {
              return List.of(new Part(quantity, tier));
            }
          }
        }
      }
      below = bound(tier);
    }
    return parts;
  }

  private static long bound(Tier tier) {
    return tier.upTo() == null ? Long.MAX_VALUE : tier.upTo();
  }

  /** The most that a quantity or a smaller one may cost, at most. */
  long atMost(long quantity) {
    long most = 0;
    long below = 0;
    for (Tier tier : tiers) {
      if (quantity > below) {
        most = Math.max(most, of(Math.min(quantity, bound(tier))));
      }
      below = bound(tier);
    }
    return most;
  }

  /** What is wrong with them, each with the pointer of its field; empty where nothing is. */
  public List<Flaw> flaws() {
    List<Flaw> flaws = new ArrayList<>();
    if (tiers.isEmpty() || tiers.size() > MOST) {
      flaws.add(new Flaw("/tiers", "has 1 to " + MOST + " tiers"));
    }
    long below = 0;
    for (int i = 0; i < tiers.size(); i++) {
      Long upTo = tiers.get(i).upTo();
      boolean last = i == tiers.size() - 1;
      if (last != (upTo == null)) {
        String detail =
            last ? "is not for the last tier, which has no bound" : "only the last has none";
        flaws.add(new Flaw("/tiers/" + i + "/upTo", detail));
      } else if (upTo != null && upTo <= below) {
        flaws.add(new Flaw("/tiers/" + i + "/upTo", "must be above " + below));
      }
      below = upTo == null ? below : upTo;
    }
    return flaws;
  }

  /** Something wrong with one field. */
  public record Flaw(String pointer, String detail) {}
}
