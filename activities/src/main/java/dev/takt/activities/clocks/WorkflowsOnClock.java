package dev.takt.activities.clocks;

import dev.takt.activities.due.DueWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A kind of things on test clocks that workflows see to: the list of due work has them. */
public abstract class WorkflowsOnClock implements TestClockParticipant {
  private final DueWork.Kind kind;
  private final DueWork work;
  private final WorkflowUpdates ticks;

  protected WorkflowsOnClock(DueWork.Kind kind, DueWork work, WorkflowUpdates ticks) {
    this.kind = kind;
    this.work = work;
    this.ticks = ticks;
  }

  @Override
  public final Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    return work.next(kind, tenant, clockId, to);
  }

  @Override
  public final List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return work.onClock(kind, tenant, clockId, instant).stream()
        .map(WorkflowsOnClock::due)
        .toList();
  }

  @Override
  public final List<Due> underWay(String tenant, String clockId) {
    return itemsUnderWay(tenant, clockId).stream().map(WorkflowsOnClock::due).toList();
  }

  /** What has money under way. */
  protected abstract List<DueWork.Item> itemsUnderWay(String tenant, String clockId);

  private static Due due(DueWork.Item item) {
    return new Due(item.workflowId(), item.kind().called() + " " + item.id(), item.version());
  }

  @Override
  public final void tick(List<Due> due, Instant now, Runnable meanwhile) {
    ticks.all(due, now, meanwhile);
  }
}
