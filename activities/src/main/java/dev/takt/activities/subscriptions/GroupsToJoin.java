package dev.takt.activities.subscriptions;

import dev.takt.workflows.group.Group;
import dev.takt.workflows.subscription.Subscription;
import java.time.Instant;
import java.util.Optional;

/**
 * The groups that subscriptions are signed up into, as {@code groups} keeps them: that package
 * bills subscriptions, so this one knows no more of it than what a sign-up needs.
 */
public interface GroupsToJoin {

  /** Locks the group that a subscription is to be signed up into; empty where it is in none. */
  Optional<Group> lockOf(Subscription subscription);

  /** Writes a locked group anew. */
  void update(Group group, Instant at);
}
