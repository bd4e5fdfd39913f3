package dev.takt.workflows.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.DiscountDuration;
import dev.takt.workflows.timeline.OneOffCharge;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.PriceReduction;
import dev.takt.workflows.timeline.TermsChange;
import dev.takt.workflows.timeline.Tiers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request to a subscription, whichever way it comes: REST and signals build the same values, and
 * what they leave out has its default here. The names on the wire are frozen.
 */
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
  @JsonSubTypes.Type(value = Request.Restore.class, name = "restore"),
  @JsonSubTypes.Type(value = Request.GrantDiscount.class, name = "discount"),
  @JsonSubTypes.Type(value = Request.ChangeDiscount.class, name = "changeDiscount"),
  @JsonSubTypes.Type(value = Request.RemoveDiscount.class, name = "removeDiscount"),
  @JsonSubTypes.Type(value = Request.ProlongChange.class, name = "prolongChange"),
  @JsonSubTypes.Type(value = Request.RemoveChange.class, name = "removeChange"),
  @JsonSubTypes.Type(value = Request.AddCharge.class, name = "charge"),
  @JsonSubTypes.Type(value = Request.RemoveCharge.class, name = "removeCharge"),
  @JsonSubTypes.Type(value = Request.GrantCredit.class, name = "credit")
})
public sealed interface Request {

  /** What is wrong with it in itself, whatever it is asked of: all of it, for whoever sent it. */
  default List<Fault> faults() {
    return List.of();
  }

  /**
   * Something wrong with one field of a request, or with its fields together.
   *
   * @param pointer the field, as "/from"; empty where it is about the whole
   */
  record Fault(String pointer, String detail) {}

  record PlanPause(
      String id,
      LocalDate from,
      @Nullable LocalDate to,
      AfterPause afterPause,
      PauseSettlement settlement,
      @Nullable String reason)
      implements Request {

    /** A pause as somebody asks for it: what is null is the default. */
    public static PlanPause asked(
        String id,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable AfterPause afterPause,
        @Nullable PauseSettlement settlement,
        @Nullable String reason) {
      return new PlanPause(
          id,
          from,
          to,
          Objects.requireNonNullElse(afterPause, AfterPause.KEEP_DATES),
          Objects.requireNonNullElse(settlement, PauseSettlement.BALANCE),
          reason);
    }

    @Override
    public List<Fault> faults() {
      return to == null || to.isAfter(from)
          ? List.of()
          : List.of(new Fault("/to", "must be after from: it is the resume day"));
    }
  }

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
      implements Request {

    /** A cancellation as somebody asks for it: what is null is the default. */
    public static Cancel asked(
        Cancellation.When when,
        @Nullable LocalDate date,
        Cancellation.@Nullable Settlement settlement,
        Cancellation.@Nullable Receivables receivables,
        @Nullable String reason,
        @Nullable Boolean override) {
      return new Cancel(
          when,
          date,
          Objects.requireNonNullElse(settlement, Cancellation.Settlement.REFUND),
          Objects.requireNonNullElse(receivables, Cancellation.Receivables.CONTINUE_DUNNING),
          reason,
          Boolean.TRUE.equals(override));
    }

    @Override
    public List<Fault> faults() {
      return Request.faultsOfDate(when == Cancellation.When.ON_DATE, date);
    }
  }

  record UndoCancellation() implements Request {}

  /**
   * Exactly one of price, quantity and plan is given.
   *
   * @param until the first day without the change; null where it lasts
   * @param tiers the price by quantity, where the unit price does not say it
   */
  record ChangeTerms(
      String id,
      TermsChange.When when,
      @Nullable LocalDate date,
      @Nullable Long unitPrice,
      @Nullable Integer quantity,
      TermsChange.@Nullable Plan plan,
      @Nullable LocalDate until,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Tiers tiers)
      implements Request {

    /** A change that lasts. */
    public ChangeTerms(
        String id,
        TermsChange.When when,
        @Nullable LocalDate date,
        @Nullable Long unitPrice,
        @Nullable Integer quantity,
        TermsChange.@Nullable Plan plan) {
      this(id, when, date, unitPrice, quantity, plan, null, null);
    }

    /** The same change, to the plan as it is offered now. */
    public ChangeTerms to(TermsChange.Plan offered) {
      return new ChangeTerms(id, when, date, unitPrice, quantity, offered, until, tiers);
    }

    /** A change of terms as somebody asks for it: what is null is the default. */
    public static ChangeTerms asked(
        String id,
        TermsChange.@Nullable When when,
        @Nullable LocalDate date,
        @Nullable Long unitPrice,
        @Nullable Integer quantity,
        TermsChange.@Nullable Plan plan,
        @Nullable LocalDate until) {
      return new ChangeTerms(
          id,
          Objects.requireNonNullElse(when, TermsChange.When.NEXT_PERIOD),
          date,
          unitPrice,
          quantity,
          plan,
          until,
          null);
    }

    /** A plan's price from a date on. */
    static ChangeTerms priced(String id, LocalDate from, long unitPrice, @Nullable Tiers tiers) {
      return new ChangeTerms(
          id,
          TermsChange.When.ON_DATE,
          from,
          tiers == null ? unitPrice : null,
          null,
          null,
          null,
          tiers);
    }

    @Override
    public List<Fault> faults() {
      List<Fault> faults = new ArrayList<>();
      long given = Stream.of(unitPrice, tiers, quantity, plan).filter(Objects::nonNull).count();
      if (given != 1) {
        faults.add(new Fault("", "give exactly one of price, planId and quantity"));
      }
      faults.addAll(Request.faultsOfDate(when == TermsChange.When.ON_DATE, date));
      return faults;
    }

    /** The same with the terms of the plan that it asks for. */
    public ChangeTerms with(TermsChange.Plan other) {
      return new ChangeTerms(id, when, date, unitPrice, quantity, other, until, tiers);
    }

    /** The fact that it becomes when it is granted. */
    TermsChange asked(int sequence, LocalDate on) {
      return new TermsChange(id, sequence, on, when, date, unitPrice, quantity, plan, until, tiers);
    }
  }

  /** Gives a temporary change another end. */
  record ProlongChange(String changeId, LocalDate until) implements Request {}

  /** Takes a change of terms back, as if it had never been asked for. */
  record RemoveChange(String changeId) implements Request {}

  /**
   * Grants a discount.
   *
   * @param from the first day with it; null for today, or for the start where that is to come
   * @param coupon the code of the coupon that gives it, or null
   */
  record GrantDiscount(
      String id,
      PriceReduction reduction,
      @Nullable LocalDate from,
      DiscountDuration duration,
      @Nullable String coupon,
      @Nullable String reason)
      implements Request {}

  /** Gives a discount another time. */
  record ChangeDiscount(String discountId, DiscountDuration duration) implements Request {}

  /** Takes a discount back, as if it had never been granted. */
  record RemoveDiscount(String discountId) implements Request {}

  /**
   * A one-off charge.
   *
   * @param unitAmount in minor units, in the price terms of the plan
   * @param vatRate null for the plan's
   * @param service the days over which it is earned, or null
   */
  record AddCharge(
      String id,
      String description,
      long unitAmount,
      int quantity,
      @Nullable String vatRate,
      OneOffCharge.When when,
      @Nullable LocalDate date,
      @Nullable Period service)
      implements Request {

    /** A charge as somebody asks for it: what is null is the default. */
    public static AddCharge asked(
        String id,
        String description,
        long unitAmount,
        @Nullable Integer quantity,
        @Nullable String vatRate,
        OneOffCharge.@Nullable When when,
        @Nullable LocalDate date,
        @Nullable Period service) {
      return new AddCharge(
          id,
          description,
          unitAmount,
          Objects.requireNonNullElse(quantity, 1),
          vatRate,
          Objects.requireNonNullElse(when, OneOffCharge.When.NEXT_INVOICE),
          date,
          service);
    }

    @Override
    public List<Fault> faults() {
      List<Fault> faults = new ArrayList<>();
      if (unitAmount < 1 || unitAmount > Limits.LARGEST_AMOUNT) {
        faults.add(
            new Fault(
                "/amount", "must be from 1 to " + Limits.LARGEST_AMOUNT + ", in minor units"));
      }
      if (quantity < 1 || quantity > Limits.LARGEST_QUANTITY) {
        faults.add(new Fault("/quantity", "must be from 1 to " + Limits.LARGEST_QUANTITY));
      }
      // Both have limits that keep the product within a long.
      if (faults.isEmpty() && unitAmount * quantity > Limits.LARGEST_AMOUNT) {
        faults.add(new Fault("/quantity", "amount × quantity is over " + Limits.LARGEST_AMOUNT));
      }
      if (vatRate != null && !Vat.isRate(vatRate)) {
        faults.add(new Fault("/vatRate", "must be a decimal text from 0 to 100 like 25 or 12.5"));
      }
      if (service != null && service.days() == 0) {
        faults.add(new Fault("/servicePeriod/to", "must be after from"));
      }
      faults.addAll(Request.faultsOfDate(when == OneOffCharge.When.ON_DATE, date));
      return faults;
    }

    /** The charge that it becomes when it is granted. */
    OneOffCharge granted(Price terms, LocalDate today) {
      return new OneOffCharge(
          id,
          description,
          unitAmount,
          quantity,
          vatRate == null ? terms.vatRate() : Vat.plainRate(vatRate),
          terms.includesVat(),
          when,
          today,
          date,
          service,
          false);
    }
  }

  /**
   * Goodwill: balance that nobody has paid for.
   *
   * @param amount in minor units, in the price terms of the plan
   */
  record GrantCredit(String id, long amount, String reason) implements Request {
    @Override
    public List<Fault> faults() {
      return amount >= 1 && amount <= Limits.LARGEST_AMOUNT
          ? List.of()
          : List.of(
              new Fault(
                  "/amount", "must be from 1 to " + Limits.LARGEST_AMOUNT + ", in minor units"));
    }
  }

  /** Takes a charge back that is not billed. */
  record RemoveCharge(String chargeId) implements Request {}

  record ChangePaymentMethod(String paymentMethodId) implements Request {}

  /** Withholds the service because of a debt: dunning asks for it, nobody else can. */
  record Suspend(String debtId) implements Request {}

  /** The debt that service was withheld for is settled. */
  record Restore(String debtId) implements Request {}

  private static List<Fault> faultsOfDate(boolean onDate, @Nullable LocalDate date) {
    if (onDate == (date != null)) {
      return List.of();
    }
    return List.of(new Fault("/date", onDate ? "is needed with ON_DATE" : "is for ON_DATE only"));
  }
}
