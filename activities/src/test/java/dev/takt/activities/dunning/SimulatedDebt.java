package dev.takt.activities.dunning;

import dev.takt.activities.World;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.workflow.DunningCaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One debt as its workflow pursues it, without Temporal, one call at a time: so that anything may
 * come between two calls. A call that dies is made again, as Temporal does; an answer that is lost
 * is asked for again; a workflow that is lost begins anew with what the books have.
 */
final class SimulatedDebt {
  private final World world;
  private final DunningCaseStore books = World.bean(DunningCaseStore.class);
  private final Messages messages = World.bean(Messages.class);
  private final Service service;
  final String invoiceId;
  private DunningCaseStore.@Nullable Case state;
  private Doing doing = Doing.LOOKING;
  private boolean stale;
  private boolean takenUp;
  private String outcome = "";

  /** How often it was lost after it had done something, and before that was written down. */
  int lost;

  SimulatedDebt(World world, Service service, String invoiceId) {
    this.world = world;
    this.service = service;
    this.invoiceId = invoiceId;
  }

  private enum Doing {
    LOOKING,
    DECIDING,
    PERFORMING,
    RECORDING
  }

  /** The books have changed. */
  void look() {
    stale = true;
  }

  /** Whether it is in the middle of something; nobody can ask it for anything then. */
  boolean isWorking() {
    return doing == Doing.PERFORMING || doing == Doing.RECORDING;
  }

  /** Whether it has something to do. */
  boolean isDue(Instant now) {
    DunningCaseStore.Case open = state;
    if (doing != Doing.DECIDING || stale) {
      return true;
    }
    if (open == null || open.over()) {
      return false;
    }
    NextStep next = open.next();
    return next != null && !next.at().isAfter(now);
  }

  /** What is late is looked at again before it is done. */
  private boolean isLate(Instant now) {
    Instant wakes = wakes();
    return wakes != null && wakes.plus(Duration.ofMinutes(15)).isBefore(now);
  }

  /** When it wakes by itself. */
  @Nullable Instant wakes() {
    DunningCaseStore.Case open = state;
    NextStep next = open == null || open.over() ? null : open.next();
    return next == null ? null : next.at();
  }

  boolean isOver() {
    DunningCaseStore.Case open = state;
    return doing == Doing.DECIDING && (open == null || open.over());
  }

  /** Its workflow is lost, with all that it knew. */
  void begin() {
    if (doing == Doing.RECORDING) {
      lost++;
    }
    state = null;
    doing = Doing.LOOKING;
    stale = false;
  }

  /** Makes one call. */
  void step(Instant now, Random random) {
    switch (doing) {
      case LOOKING -> {
        stale = false;
        state = books.look(world.tenant, invoiceId, now);
        doing = Doing.DECIDING;
      }
      case DECIDING -> {
        boolean late = isLate(now) && !takenUp;
        takenUp = late;
        doing = stale || late ? Doing.LOOKING : Doing.PERFORMING;
      }
      case PERFORMING -> perform(now, random);
      case RECORDING -> record(now, random);
    }
  }

  private void perform(Instant now, Random random) {
    DunningCaseStore.Case open = Objects.requireNonNull(state);
    NextStep step = Objects.requireNonNull(open.next());
    if (step.kind() == NextStep.Kind.RETRY) {
      PerilousGateway.next(RandomCourse.peril(random));
    }
    outcome = effect(open, step, now);
    if (random.nextInt(8) == 0) {
      // Its answer was lost on the way to Temporal.
      outcome = effect(open, step, now);
    }
    doing = step.kind() == NextStep.Kind.RETRY ? Doing.LOOKING : Doing.RECORDING;
  }

  private void record(Instant now, Random random) {
    DunningCaseStore.Case open = Objects.requireNonNull(state);
    NextStep step = Objects.requireNonNull(open.next());
    int times = random.nextInt(8) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      state = books.done(world.tenant, invoiceId, open.version(), step, outcome, now);
    }
    doing = Doing.DECIDING;
  }

  private String effect(DunningCaseStore.Case open, NextStep step, Instant now) {
    return switch (step.kind()) {
      case RETRY -> {
        Payments.Outcome came =
            world.payments.collectAgain(world.tenant, invoiceId, open.attemptKey(), null, now);
        yield came.toString();
      }
      case MESSAGE -> {
        Messages.Delivery delivery =
            messages.send(
                new Messages.Message(
                    world.tenant,
                    "dunning/" + invoiceId + "/" + open.attemptKey(),
                    open.customerId(),
                    Objects.requireNonNull(step.channel()),
                    Objects.requireNonNull(step.template()),
                    invoiceId,
                    null,
                    step.facts(),
                    now));
        yield delivery instanceof Messages.Sent ? "sent" : delivery.toString();
      }
      case SUSPEND -> service.suspend(invoiceId);
      case RESTORE -> service.restore(invoiceId);
      case END -> "ended";
      // Steps by law are in none of these policies.
      case REMINDER, COLLECTION_NOTICE, COMPENSATION, HAND_OVER ->
          throw new IllegalStateException("a step by law: " + step.kind());
      case OPEN, WRITE_OFF, WAIT_FOR_PERSON, RELEASE -> step.kind().name();
    };
  }
}
