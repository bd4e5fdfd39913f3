package dev.takt.activities.dunning;

import dev.takt.activities.World;
import dev.takt.workflows.dunning.Planned;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.workflow.DebtBooks;
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
final class PursuedDebt {
  private final World world;
  private final DebtBooks books = World.bean(DebtBooks.class);
  private final Messages messages = World.bean(Messages.class);
  private final Service service;
  final String invoiceId;
  private DebtBooks.@Nullable Case state;
  private Doing doing = Doing.LOOKING;
  private boolean stale;
  private boolean takenUp;
  private String outcome = "";

  /** How often it was lost after it had done something, and before that was written down. */
  int lost;

  PursuedDebt(World world, Service service, String invoiceId) {
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
    DebtBooks.Case open = state;
    if (doing != Doing.DECIDING || stale) {
      return true;
    }
    if (open == null || open.over()) {
      return false;
    }
    Planned next = open.next();
    return next != null && !next.at().isAfter(now);
  }

  /** What is late is looked at again before it is done. */
  private boolean isLate(Instant now) {
    Instant wakes = wakes();
    return wakes != null && wakes.plus(Duration.ofMinutes(15)).isBefore(now);
  }

  /** When it wakes by itself. */
  @Nullable Instant wakes() {
    DebtBooks.Case open = state;
    Planned next = open == null || open.over() ? null : open.next();
    return next == null ? null : next.at();
  }

  boolean isOver() {
    DebtBooks.Case open = state;
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
    DebtBooks.Case open = Objects.requireNonNull(state);
    Planned step = Objects.requireNonNull(open.next());
    if (step.kind() == Planned.Kind.RETRY) {
      PerilousGateway.next(RandomCourse.peril(random));
    }
    outcome = effect(open, step, now);
    if (random.nextInt(8) == 0) {
      // Its answer was lost on the way to Temporal.
      outcome = effect(open, step, now);
    }
    doing = step.kind() == Planned.Kind.RETRY ? Doing.LOOKING : Doing.RECORDING;
  }

  private void record(Instant now, Random random) {
    DebtBooks.Case open = Objects.requireNonNull(state);
    Planned step = Objects.requireNonNull(open.next());
    int times = random.nextInt(8) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      state = books.done(world.tenant, invoiceId, open.version(), step, outcome, now);
    }
    doing = Doing.DECIDING;
  }

  private String effect(DebtBooks.Case open, Planned step, Instant now) {
    return switch (step.kind()) {
      case RETRY -> {
        Payments.Outcome came =
            world.payments.collectAgain(world.tenant, invoiceId, open.occasion(), null, now);
        yield came.toString();
      }
      case MESSAGE -> {
        Messages.Delivery delivery =
            messages.send(
                new Messages.Message(
                    world.tenant,
                    "dunning/" + invoiceId + "/" + open.occasion(),
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
      case OPEN, WRITE_OFF, WAIT_FOR_PERSON, RELEASE -> step.kind().name();
    };
  }
}
