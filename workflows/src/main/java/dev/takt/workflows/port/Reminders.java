package dev.takt.workflows.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;

/** What customers are told by date rather than because of something that happened. */
@ActivityInterface
public interface Reminders {

  /**
   * Tells all in live time what is due: cards that expire soon or have expired, and notices of
   * prices, except in quiet hours. A repeat goes on where it stopped.
   */
  @ActivityMethod(name = "tell")
  Told tell(Instant now);

  /**
   * How much there was to do.
   *
   * @param cards steps of cards' expiry
   * @param notices notices of prices
   */
  record Told(int cards, int notices) {}
}
