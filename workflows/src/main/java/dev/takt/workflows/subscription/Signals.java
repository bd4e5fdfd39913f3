package dev.takt.workflows.subscription;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.TermsChange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
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
      @Nullable LocalDate date,
      @Nullable LocalDate until)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return requestId == null
          ? null
          : Request.ChangeTerms.asked(requestId, when, date, price, quantity, null, until);
    }
  }

  /**
   * A discount.
   *
   * @param couponCode where it is given, the coupon says the rest: the books know its terms
   */
  public record Discount(
      @Nullable String requestId,
      @Nullable String couponCode,
      @Nullable BigDecimal percentOff,
      @Nullable Long amountOff,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable Integer days,
      @Nullable Integer periods,
      @Nullable Boolean countsPauses,
      @Nullable String reason)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      if (couponCode != null) {
        return isOfCoupon()
            ? granted(new PriceReduction.AmountOff(0), new DiscountDuration.Forever())
            : null;
      }
      PriceReduction reduction = PriceReduction.of(percentOff, amountOff);
      DiscountDuration duration =
          DiscountDuration.of(until, days, periods, countsPauses != null && countsPauses);
      return reduction == null || duration == null ? null : granted(reduction, duration);
    }

    /** Whether it leaves to the coupon what is taken off, and for how long. */
    private boolean isOfCoupon() {
      return Stream.of(percentOff, amountOff, until, days, periods, countsPauses)
          .allMatch(Objects::isNull);
    }

    private Request granted(PriceReduction reduction, DiscountDuration duration) {
      return new Request.GrantDiscount(
          "dis_" + requestId, reduction, from, duration, couponCode, reason);
    }
  }

  public record RemoveDiscount(@Nullable String requestId, @Nullable String discountId)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return discountId == null ? null : new Request.RemoveDiscount(discountId);
    }
  }

  /** A one-off charge. */
  public record OneOff(
      @Nullable String requestId,
      @Nullable String description,
      @Nullable Long amount,
      @Nullable Integer quantity,
      @Nullable String vatRate,
      OneOffCharge.@Nullable When when,
      @Nullable LocalDate date,
      @Nullable Period servicePeriod)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return description == null || description.isBlank() || amount == null
          ? null
          : Request.AddCharge.asked(
              "chg_" + requestId,
              description,
              amount,
              quantity,
              vatRate,
              when,
              date,
              servicePeriod);
    }
  }

  /** Goodwill. */
  public record Credit(@Nullable String requestId, @Nullable Long amount, @Nullable String reason)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return amount == null || reason == null || reason.isBlank()
          ? null
          : new Request.GrantCredit("cre_" + requestId, amount, reason);
    }
  }

  public record RemoveOneOff(@Nullable String requestId, @Nullable String chargeId)
      implements Signal {
    @Override
    public @Nullable Request toRequest() {
      return chargeId == null ? null : new Request.RemoveCharge(chargeId);
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
