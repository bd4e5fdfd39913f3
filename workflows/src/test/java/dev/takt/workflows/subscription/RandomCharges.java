package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.OneOffCharge;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws one-off charges: asked for, and taken back. */
final class RandomCharges {
  private static final long[] AMOUNTS = {1, 99, 5_000, 250_000};

  private final Random random;
  private int charges;

  RandomCharges(long seed) {
    this.random = new Random(seed * 17 + 3);
  }

  /** What is asked for on a day, or null. */
  @Nullable Request request(LocalDate today) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> charge(today);
      case 2 -> new Request.RemoveCharge("one_" + Math.max(1, charges - random.nextInt(2)));
      default -> null;
    };
  }

  private Request charge(LocalDate today) {
    charges++;
    OneOffCharge.When when =
        List.of(OneOffCharge.When.values()).get(random.nextInt(OneOffCharge.When.values().length));
    LocalDate date = today.plusDays(random.nextInt(90));
    return new Request.AddCharge(
        "one_" + charges,
        "Key",
        AMOUNTS[random.nextInt(AMOUNTS.length)],
        1 + random.nextInt(3),
        random.nextBoolean() ? null : "12.5",
        when,
        when == OneOffCharge.When.ON_DATE ? date : null,
        random.nextBoolean() ? null : new Period(date, date.plusDays(1 + random.nextInt(70))));
  }
}
