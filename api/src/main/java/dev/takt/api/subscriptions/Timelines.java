package dev.takt.api.subscriptions;

import dev.takt.workflows.subscription.Subscription;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Subscriptions' timelines, for whoever shows several of them together. */
@Component
public class Timelines {
  private final SubscriptionTrail trail;

  Timelines(SubscriptionTrail trail) {
    this.trail = trail;
  }

  /** A timeline as the API tells it, as it is or as it would be. */
  public TimelineView of(String tenant, Subscription state, LocalDate until) {
    return TimelineView.of(state, until, trail.lines(tenant, state.identity().subscriptionId()));
  }
}
