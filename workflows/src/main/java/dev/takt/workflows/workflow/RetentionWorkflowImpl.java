package dev.takt.workflows.workflow;

import dev.takt.workflows.clock.BusinessClock;
import dev.takt.workflows.port.Retention;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** Sweeps at its start and then each night, when Europe is asleep and nothing is billed. */
public final class RetentionWorkflowImpl implements RetentionWorkflow {
  private static final int SWEEPS_PER_RUN = 30;
  private static final LocalTime AT = LocalTime.of(1, 30);

  private final Retention retention = ActivityStubs.retention();
  private final BusinessClock clock = BusinessClock.of(null);
  private boolean asked;

  @Override
  public void live() {
    for (int sweeps = 0; sweeps < SWEEPS_PER_RUN; sweeps++) {
      asked = false;
      Retention.Report report = retention.sweep();
      Workflow.setCurrentDetails(describe(report));
      clock.await(nextNight(clock.now()), "the next sweep", () -> asked);
    }
    Workflow.continueAsNew();
  }

  @Override
  public void sweep() {
    asked = true;
  }

  private static Instant nextNight(Instant now) {
    OffsetDateTime tonight = now.atOffset(ZoneOffset.UTC).with(AT);
    return (tonight.toInstant().isAfter(now) ? tonight : tonight.plusDays(1)).toInstant();
  }

  private static String describe(Retention.Report report) {
    return report.tables().stream()
        .map(swept -> swept.rows() + " rows of " + swept.table())
        .collect(Collectors.joining(", ", "The last sweep took out ", "."));
  }
}
