package dev.takt.workflows.group;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.timeline.Transition;
import java.util.List;

/** What may be asked of a group. The names on the wire are frozen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = GroupRequest.Join.class, name = "join"),
  @JsonSubTypes.Type(value = GroupRequest.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = GroupRequest.Dissolve.class, name = "dissolve")
})
public sealed interface GroupRequest {

  /** All of them join, or none. */
  record Join(List<String> subscriptionIds, Transition transition) implements GroupRequest {
    public Join {
      subscriptionIds = List.copyOf(subscriptionIds);
    }
  }

  record Leave(String subscriptionId, RhythmThen rhythm) implements GroupRequest {}

  record Dissolve(RhythmThen rhythm) implements GroupRequest {}

  /** What rhythm a member has afterwards. */
  enum RhythmThen {
    /** Its own old dates, through a short period. */
    RESTORE,
    /** The group's. */
    KEEP
  }
}
