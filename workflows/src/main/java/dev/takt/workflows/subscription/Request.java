package dev.takt.workflows.subscription;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.TermsChange;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What may be asked of a subscription. The names on the wire are frozen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.PlanPause.class, name = "pause"),
  @JsonSubTypes.Type(value = Request.ChangePause.class, name = "changePause"),
  @JsonSubTypes.Type(value = Request.RemovePause.class, name = "removePause"),
  @JsonSubTypes.Type(value = Request.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Request.UndoCancellation.class, name = "undoCancellation"),
  @JsonSubTypes.Type(value = Request.ChangeTerms.class, name = "change"),
  @JsonSubTypes.Type(value = Request.ChangePaymentMethod.class, name = "paymentMethodChanged"),
  @JsonSubTypes.Type(value = Request.Suspend.class, name = "suspend"),
  @JsonSubTypes.Type(value = Request.Restore.class, name = "restore")
})
public sealed interface Request {

  record PlanPause(
      String id,
      LocalDate from,
      @Nullable LocalDate to,
      AfterPause afterPause,
      PauseSettlement settlement,
      @Nullable String reason)
      implements Request {}

  /**
   * Moves, shortens or prolongs a pause.
   *
   * @param from the new first day, or null to keep it
   * @param to the new resume day, or null to keep it
   * @param open whether the pause shall have no end from now on; then {@code to} is null
   */
  record ChangePause(String pauseId, @Nullable LocalDate from, @Nullable LocalDate to, boolean open)
      implements Request {}

  record RemovePause(String pauseId) implements Request {}

  /**
   * Ends the subscription, or moves its end.
   *
   * @param override ends it even before its notice period and minimum term
   */
  record Cancel(
      Cancellation.When when,
      @Nullable LocalDate date,
      Cancellation.Settlement settlement,
      Cancellation.Receivables receivables,
      @Nullable String reason,
      boolean override)
      implements Request {}

  record UndoCancellation() implements Request {}

  /** Exactly one of unit price, quantity and plan is given. */
  record ChangeTerms(
      String id,
      TermsChange.When when,
      @Nullable LocalDate date,
      @Nullable Long unitPrice,
      @Nullable Integer quantity,
      TermsChange.@Nullable Plan plan)
      implements Request {

    /** The same with the terms of the plan that it asks for. */
    public ChangeTerms with(TermsChange.Plan other) {
      return new ChangeTerms(id, when, date, unitPrice, quantity, other);
    }

    /** The fact that it becomes when it is granted. */
    TermsChange asked(int sequence, LocalDate on) {
      return new TermsChange(
          id,
          sequence,
          on,
          when,
          when == TermsChange.When.ON_DATE ? date : null,
          unitPrice,
          quantity,
          plan);
    }
  }

  record ChangePaymentMethod(String paymentMethodId) implements Request {}

  /** Withholds the service because of a debt: dunning asks for it, nobody else can. */
  record Suspend(String debtId) implements Request {}

  /** The debt that service was withheld for is settled. */
  record Restore(String debtId) implements Request {}
}
