package dev.takt.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The time that counts: a test clock's for what lives on one, and the real one for all else. */
@Component
public class BusinessTime {

  /** Now, in microseconds as the database keeps it. */
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Now, for what may live on a test clock.
   *
   * @param testNow what the test clock says, or null in live time
   */
  public Instant now(@Nullable Instant testNow) {
    return testNow == null ? now() : testNow;
  }
}
