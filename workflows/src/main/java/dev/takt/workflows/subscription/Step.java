package dev.takt.workflows.subscription;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The one next thing to do for a subscription. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.Activate.class, name = "activate"),
  @JsonSubTypes.Type(value = Step.EndTrial.class, name = "endTrial"),
  @JsonSubTypes.Type(value = Step.StartPause.class, name = "startPause"),
  @JsonSubTypes.Type(value = Step.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Step.Bill.class, name = "bill"),
  @JsonSubTypes.Type(value = Step.End.class, name = "end"),
  @JsonSubTypes.Type(value = Step.EndDiscount.class, name = "endDiscount"),
  @JsonSubTypes.Type(value = Step.BillCharge.class, name = "charge")
})
public sealed interface Step {

  /** A step of a business date that changes the books: done in one transaction. */
  sealed interface Dated extends Step {
    LocalDate on();
  }

  record Activate(LocalDate on) implements Dated {}

  record EndTrial(LocalDate on) implements Dated {}

  /** The pause begins, or a running one was changed: settle what was billed. */
  record StartPause(LocalDate on, String pauseId) implements Dated {}

  record Resume(LocalDate on, String pauseId) implements Dated {}

  record Bill(LocalDate on) implements Dated {}

  record End(LocalDate on) implements Dated {}

  /**
   * A discount is over: those are told who want to know. The bill finds it by itself.
   *
   * @param endsOn the first day without it
   */
  record EndDiscount(LocalDate on, String discountId, LocalDate endsOn) implements Dated {}

  /** A one-off charge is billed at once, on an invoice of its own. */
  record BillCharge(LocalDate on, String chargeId) implements Dated {}

  /**
   * Nothing to do before {@code until}.
   *
   * @param next what will be done then; null with no {@code until}: nothing is planned
   */
  record Wait(@Nullable Instant until, @Nullable Dated next) implements Step {}
}
