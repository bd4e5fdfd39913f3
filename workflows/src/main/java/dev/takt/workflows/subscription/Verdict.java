package dev.takt.workflows.subscription;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The answer to a request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = Verdict.Refused.class, name = "refused")
})
public sealed interface Verdict {

  /** Granted: the subscription as it is from now on. */
  record Accepted(Subscription after) implements Verdict {}

  /** Not granted: nothing changed. */
  record Refused(Refusal refusal) implements Verdict {}
}
