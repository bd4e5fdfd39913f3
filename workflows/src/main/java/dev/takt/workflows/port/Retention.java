package dev.takt.workflows.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Takes out of the database what need not be kept any longer. */
@ActivityInterface
public interface Retention {

  /**
   * Sweeps each table that would otherwise grow without end, a few thousand rows at a time. What is
   * kept for how long is the activity's business and not the workflow's, so that it can be changed
   * by a setting. A repeat goes on where it stopped.
   */
  @ActivityMethod(name = "sweep")
  Report sweep();

  /** What was taken out. */
  record Report(List<Swept> tables) {}

  /**
   * What one table lost.
   *
   * @param rows how many rows of the table were too old
   */
  record Swept(String table, long rows) {}
}
