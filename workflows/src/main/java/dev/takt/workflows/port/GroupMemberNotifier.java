package dev.takt.workflows.port;

import dev.takt.workflows.group.GroupIdentity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;

/** Wakes subscriptions that the books have changed together with their group. */
@ActivityInterface
public interface GroupMemberNotifier {

  /** Has each take in what the books say, and waits until each has done what is due at once. */
  @ActivityMethod(name = "tellMembers")
  void tell(GroupIdentity identity, List<String> subscriptionIds, Instant at);
}
