package dev.takt.tools.benchmark;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** Sleeps and does nothing. */
public final class BareRenewalImpl implements BareRenewal {
  private final Nothing local =
      Workflow.newLocalActivityStub(
          Nothing.class,
          LocalActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(20)).build());
  private final Nothing normal =
      Workflow.newActivityStub(
          Nothing.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(30)).build());

  @Override
  public void renew(Instant due, boolean withLocal) {
    Workflow.sleep(Duration.ofMillis(due.toEpochMilli() - Workflow.currentTimeMillis()));
    if (withLocal) {
      local.nothing();
    }
    normal.nothing();
  }
}
