package dev.takt.worker.health;

import dev.takt.worker.adoption.NamespaceBinding;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Whether the subscriptions have their workflows where Temporal answers. A Temporal that has lost
 * its memory answers as well as ever, and nobody would be billed.
 */
@Component
class WorkflowsHealth extends AbstractHealthIndicator {
  private final NamespaceBinding home;

  WorkflowsHealth(NamespaceBinding home) {
    super("it cannot be asked whether workflows live in this Temporal");
    this.home = home;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    builder.status(home.isHere() ? "UP" : "DOWN");
  }
}
