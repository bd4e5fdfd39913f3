package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the signals that backend services send: the JSON of the REST call of that name.
 * Anything may be missing, since nothing stops a bad signal from being sent.
 */
public final class Signals {
  private Signals() {}

  /** A signal's argument. */
  public sealed interface Signal {
    /** Repeats of it are ignored. */
    @Nullable String requestId();

    /** What is asked for, or null where something needed is missing. */
    @Nullable Request toRequest();
  }

  public record Pause(
      @Nullable String requestId,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable AfterPause afterPause,
      @Nullable PauseSettlement settlement,
      @Nullable String reason)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return from == null
          ? null
          : Request.PlanPause.asked("pau_" + requestId, from, to, afterPause, settlement, reason);
    }
  }

  public record ChangePause(
      @Nullable String requestId,
      @Nullable String pauseId,
      @Nullable LocalDate from,
      @Nullable LocalDate to)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return pauseId == null ? null : new Request.ChangePause(pauseId, from, to, false);
    }
  }

  public record RemovePause(@Nullable String requestId, @Nullable String pauseId)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return pauseId == null ? null : new Request.RemovePause(pauseId);
    }
  }

  public record Cancel(
      @Nullable String requestId,
      Cancellation.@Nullable When when,
      @Nullable LocalDate date,
      Cancellation.@Nullable Settlement settlement,
      Cancellation.@Nullable Receivables receivables,
      @Nullable String reason,
      @Nullable Boolean override)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return when == null
          ? null
          : Request.Cancel.asked(when, date, settlement, receivables, reason, override);
    }
  }

  public record UndoCancellation(@Nullable String requestId) implements Signal {
    @Override
    public Request toRequest() {
      return new Request.UndoCancellation();
    }
  }

  /**
   * Another price, quantity or plan.
   *
   * @param planId the request has no plan yet: the books know its terms
   */
  public record Change(
      @Nullable String requestId,
      @Nullable Long price,
      @Nullable String planId,
      @Nullable Integer quantity,
      TermsChange.@Nullable When when,
      @Nullable LocalDate date)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return requestId == null
          ? null
          : Request.ChangeTerms.asked(requestId, when, date, price, quantity, null);
    }
  }

  public record PaymentMethodChanged(@Nullable String requestId, @Nullable String paymentMethodId)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return paymentMethodId == null ? null : new Request.ChangePaymentMethod(paymentMethodId);
    }
  }
}
