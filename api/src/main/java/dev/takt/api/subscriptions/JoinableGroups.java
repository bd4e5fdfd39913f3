package dev.takt.api.subscriptions;

import dev.takt.workflows.group.Group;
import java.util.Optional;

/** Groups that a new subscription may join. */
public interface JoinableGroups {

  /** A group of a tenant's. */
  Optional<Group> find(String tenant, String id);
}
