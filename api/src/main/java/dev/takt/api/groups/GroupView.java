package dev.takt.api.groups;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupPreview;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group as the API tells it.
 *
 * @param collection how its invoices are paid; null until it has had a member
 * @param members those that have not ended
 * @param openDebt what is due on its joint invoices, in minor units
 */
record GroupView(
    String id,
    Status status,
    String customerId,
    String currency,
    RhythmView rhythm,
    CollectionMethod.@Nullable Means collection,
    @Nullable LocalDate nextGroupDate,
    List<MemberView> members,
    LocalDate formedOn,
    @Nullable LocalDate dissolvedOn,
    @Nullable String testClockId,
    @Nullable String externalRef,
    Map<String, String> metadata,
    long openDebt,
    long version,
    String workflowId,
    Instant createdAt) {

  /** Whether it still bills. */
  enum Status {
    ACTIVE,
    DISSOLVED
  }

  /**
   * @param anchorDay the day of the month that group dates fall on; months and years only
   */
  record RhythmView(RhythmUnit unit, int count, LocalDate anchor, @Nullable Integer anchorDay) {}

  /**
   * @param from the first day in the group's rhythm; null where an open pause hides it
   */
  record MemberView(
      String subscriptionId, @Nullable LocalDate from, @Nullable Transition transition) {
    static MemberView of(Subscription subscription) {
      GroupPreview.Member member = GroupPreview.member(subscription);
      return new MemberView(
          subscription.identity().subscriptionId(), member.from(), member.transition());
    }
  }

  static GroupView of(GroupRow row, List<Subscription> members) {
    Group group = row.state();
    boolean dissolved = group.dissolvedOn() != null;
    CollectionMethod collection = group.collection();
    return new GroupView(
        group.identity().groupId(),
        dissolved ? Status.DISSOLVED : Status.ACTIVE,
        group.identity().customerId(),
        group.currency(),
        new RhythmView(
            group.rhythm().unit(),
            group.rhythm().count(),
            group.rhythm().anchor(),
            group.rhythm().hasDayOfMonth() ? group.rhythm().dayOfMonth() : null),
        collection == null ? null : collection.means(),
        group.nextDate(),
        members.stream().map(MemberView::of).toList(),
        group.formedOn(),
        group.dissolvedOn(),
        group.identity().clockId(),
        row.externalRef(),
        row.metadata().values(),
        row.openDebt(),
        group.version(),
        group.identity().workflowId(),
        row.createdAt());
  }
}
