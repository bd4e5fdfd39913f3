package dev.takt.api.plans;

import dev.takt.api.web.Amount;
import dev.takt.api.web.Check;
import dev.takt.workflows.timeline.Tiers;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** One of a price's tiers, as somebody asks for it. */
record TierRequest(
    @Schema(example = "10", description = "the last quantity inside; absent in the last tier")
        @Range(min = 1, max = TierRequest.LARGEST_BOUND)
        @Nullable Long upTo,
    @Schema(example = "10000", description = "of each unit, in minor units", defaultValue = "0")
        @Amount
        @Nullable Long unitAmount,
    @Schema(
            example = "0",
            description = "once, where any unit is in the tier, in minor units",
            defaultValue = "0")
        @Amount
        @Nullable Long flatAmount) {
  private static final long LARGEST_BOUND = 1_000_000_000_000L;

  private Tiers.Tier tier() {
    return new Tiers.Tier(
        upTo,
        Objects.requireNonNullElse(unitAmount, 0L),
        Objects.requireNonNullElse(flatAmount, 0L));
  }

  /**
   * The price by quantity that a request asks for, or null where it asks for none. What is wrong
   * with it is added to the check.
   *
   * @param price what it says of the price of each unit: exactly one of the two is given
   */
  static @Nullable Tiers checked(
      Check check,
      @Nullable Long price,
      Tiers.@Nullable Mode mode,
      @Nullable List<@Nullable TierRequest> asked) {
    check.that(price == null || asked == null, "/tiers", "is in place of a price, not beside it");
    check.that(price != null || asked != null, "/price", "give a price or tiers");
    check.that(mode != null || asked == null, "/tiersMode", "is needed with tiers");
    check.that(mode == null || asked != null, "/tiersMode", "is for tiers only");
    if (asked == null || mode == null) {
      return null;
    }
    List<Tiers.Tier> tiers = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      TierRequest one = asked.get(i);
      String pointer = "/tiers/" + i;
      check.that(one != null, pointer, "is needed");
      if (one != null) {
        check.part(pointer, one);
        boolean priced = one.unitAmount != null || one.flatAmount != null;
        check.that(priced, pointer, "needs a unitAmount or a flatAmount");
        tiers.add(one.tier());
      }
    }
    Tiers all = new Tiers(mode, tiers);
    all.flaws().forEach(flaw -> check.error(flaw.pointer(), flaw.detail()));
    return all;
  }
}
