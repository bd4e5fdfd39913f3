package dev.takt.workflows.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.timeline.BilledLine;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a subscription: the answer to a step, and the input of the next decision.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fact.Activated.class, name = "activated"),
  @JsonSubTypes.Type(value = Fact.TrialEnded.class, name = "trialEnded"),
  @JsonSubTypes.Type(value = Fact.PauseStarted.class, name = "pauseStarted"),
  @JsonSubTypes.Type(value = Fact.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Fact.Billed.class, name = "billed"),
  @JsonSubTypes.Type(value = Fact.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = Fact.DiscountEnded.class, name = "discountEnded")
})
public sealed interface Fact {
  record Activated(LocalDate on) implements Fact {}

  record TrialEnded(LocalDate on) implements Fact {}

  /**
   * A pause has begun, or a running one was settled anew.
   *
   * @param lines what was billed because its group rests, and credits that lowered what was billed
   * @param charge the card payment that is due now
   * @param refunds ids of refunds that are to be made
   * @param debt the invoice that is to be paid by bank
   * @param oneOffs ids of one-off charges that were billed; absent in earlier histories
   */
  record PauseStarted(
      LocalDate on,
      String pauseId,
      List<BilledLine> lines,
      @Nullable Charge charge,
      List<String> refunds,
      @Nullable String debt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> oneOffs)
      implements Fact {

    public PauseStarted {
      oneOffs = oneOffs == null ? List.of() : List.copyOf(oneOffs);
    }

    /** Of a pause that nothing is billed at. */
    public PauseStarted(
        LocalDate on, String pauseId, List<BilledLine> lines, List<String> refunds) {
      this(on, pauseId, lines, null, refunds, null, List.of());
    }
  }

  record Resumed(LocalDate on, String pauseId) implements Fact {}

  /**
   * A discount is over, and those are told who want to know.
   *
   * @param endsOn the first day without it
   */
  record DiscountEnded(LocalDate on, String discountId, LocalDate endsOn) implements Fact {}

  /**
   * A bill was made.
   *
   * @param lines what was billed; empty where nothing was owed and no invoice was issued
   * @param charge the card payment that is due now
   * @param debt the invoice that is to be paid by bank
   * @param oneOffs ids of one-off charges that were billed; absent in earlier histories
   */
  record Billed(
      LocalDate on,
      List<BilledLine> lines,
      @Nullable Charge charge,
      @Nullable String debt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> oneOffs)
      implements Fact {

    public Billed {
      oneOffs = oneOffs == null ? List.of() : List.copyOf(oneOffs);
    }

    /** Of a bill of time that no bank payment is expected for. */
    public Billed(LocalDate on, List<BilledLine> lines, @Nullable Charge charge) {
      this(on, lines, charge, null, List.of());
    }

    /** Of a bill that is not this subscription's to collect. */
    public static Billed elsewhere(LocalDate on, List<BilledLine> lines, List<String> oneOffs) {
      return new Billed(on, lines, null, null, oneOffs);
    }
  }

  /**
   * It is over.
   *
   * @param debt the last invoice, where it is to be paid by bank
   */
  record Ended(
      LocalDate on,
      List<BilledLine> lines,
      @Nullable Charge charge,
      List<String> refunds,
      @Nullable String debt)
      implements Fact {

    /** Of an end that leaves no bank payment to expect. */
    public Ended(
        LocalDate on, List<BilledLine> lines, @Nullable Charge charge, List<String> refunds) {
      this(on, lines, charge, refunds, null);
    }
  }

  /** The invoice that is to be paid by bank because of it, or null. */
  static @Nullable String debtOf(Fact fact) {
    return switch (fact) {
      case Billed bill -> bill.debt();
      case Ended end -> end.debt();
      case Activated activated -> null;
      case TrialEnded ended -> null;
      case PauseStarted started -> started.debt();
      case Resumed resumed -> null;
      case DiscountEnded ended -> null;
    };
  }
}
