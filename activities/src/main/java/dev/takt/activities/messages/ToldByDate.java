package dev.takt.activities.messages;

import dev.takt.activities.clocks.TestClockParticipant;
import dev.takt.records.clocks.TestClocks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What customers on a test clock are told by date. It has no workflow: what is due is done here.
 *
 * @param <T> a row that something is to be told about
 */
abstract class ToldByDate<T> implements TestClockParticipant {
  private final TestClocks clocks;

  ToldByDate(TestClocks clocks) {
    this.clocks = clocks;
  }

  abstract List<T> onClock(String tenant, String clockId);

  abstract Optional<T> find(String tenant, String id);

  /** When the next is due of a row, seen from now; it may be in the past. */
  abstract Optional<Instant> nextDue(T row, Instant now);

  /** What is due of a row, whose {@code workflowId} is its {@link Place}. */
  abstract Due due(String tenant, T row);

  abstract void tell(T row, Instant now);

  @Override
  public final Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    Instant now = clocks.findByTenantAndId(tenant, clockId).orElseThrow().now();
    return onClock(tenant, clockId).stream()
        .flatMap(row -> nextDue(row, now).stream())
        .filter(due -> !due.isAfter(to))
        .min(Instant::compareTo);
  }

  @Override
  public final List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return onClock(tenant, clockId).stream()
        .filter(row -> nextDue(row, instant).filter(due -> !due.isAfter(instant)).isPresent())
        .map(row -> due(tenant, row))
        .toList();
  }

  @Override
  public final List<Due> underWay(String tenant, String clockId) {
    return List.of();
  }

  @Override
  public final void tick(List<Due> due, Instant now, Runnable meanwhile) {
    for (Due one : due) {
      Place place = Place.in(one.workflowId());
      find(place.tenant(), place.id()).ifPresent(row -> tell(row, now));
      meanwhile.run();
    }
  }
}
