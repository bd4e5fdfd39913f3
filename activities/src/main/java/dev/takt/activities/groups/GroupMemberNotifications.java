package dev.takt.activities.groups;

import dev.takt.activities.clocks.TestClockParticipant.Due;
import dev.takt.activities.clocks.WorkflowUpdates;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.port.GroupMemberNotifier;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Wakes the workflows of members. A joint bill wakes nobody: a member finds out when it next comes
 * to the books.
 */
@Component
public class GroupMemberNotifications implements GroupMemberNotifier {
  private final WorkflowUpdates ticks;

  GroupMemberNotifications(WorkflowUpdates ticks) {
    this.ticks = ticks;
  }

  @Override
  public void tell(GroupIdentity identity, List<String> subscriptionIds, Instant at) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    List<Due> members =
        subscriptionIds.stream()
            .map(id -> new Due("subscription/" + identity.merchantId() + "/" + id, id, 0))
            .toList();
    ticks.catchUp(members, identity.clockId() == null ? null : at, () -> context.heartbeat(null));
  }
}
