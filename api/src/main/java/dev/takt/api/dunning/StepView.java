package dev.takt.api.dunning;

import dev.takt.api.web.Check;
import dev.takt.api.web.Text;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.dunning.NextStep.Kind;
import dev.takt.workflows.port.Messages;
import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * A step of a policy, as the API takes and tells it.
 *
 * @param afterDays days after day zero; 0 when absent
 * @param afterMinutes with RETRY in the technical track
 * @param day with RETRY: ANY, BANKING_DAY or PAYDAY
 * @param time with RETRY: local time; another hour than the last try's when absent
 * @param channel with MESSAGE and REMINDER
 * @param template with MESSAGE and REMINDER
 * @param fee with REMINDER, COLLECTION_NOTICE and HAND_OVER: minor units, or LAWFUL_MAXIMUM, which
 *     it is when absent
 * @param deadlineDays with REMINDER and COLLECTION_NOTICE: how many days the letter leaves to pay;
 *     in Norway 14 when absent, else 10
 * @param agency with HAND_OVER: the agency's name
 */
record StepView(
    @NotNull Kind kind,
    @Nullable Integer afterDays,
    @Range(min = 0, max = 1439) @Nullable Integer afterMinutes,
    DunningStep.@Nullable Day day,
    @Nullable LocalTime time,
    Messages.@Nullable Channel channel,
    Messages.@Nullable Template template,
    @Nullable Object fee,
    @Range(min = 1, max = 365) @Nullable Integer deadlineDays,
    @Text(max = 50) @Nullable String agency) {
  private static final String LAWFUL_MAXIMUM = "LAWFUL_MAXIMUM";

  /** Far above what any law allows, and far below what could not be added up. */
  private static final long MOST_FEE = 100_000_000L;

  private static final Set<NextStep.Kind> TAKTS_OWN =
      EnumSet.of(NextStep.Kind.OPEN, NextStep.Kind.RELEASE, NextStep.Kind.RESTORE);

  static StepView of(DunningStep step) {
    NextStep.Kind kind = step.action();
    int days = step.afterDays();
    return switch (step) {
      case DunningStep.Retry retry ->
          new StepView(
              kind,
              days,
              retry.afterMinutes() == 0 ? null : retry.afterMinutes(),
              retry.day(),
              retry.time(),
              null,
              null,
              null,
              null,
              null);
      case DunningStep.Message message ->
          words(kind, days, message.channel(), message.template(), null, null);
      case DunningStep.Reminder reminder ->
          words(
              kind,
              days,
              reminder.channel(),
              reminder.template(),
              shown(reminder.fee()),
              reminder.deadlineDays());
      case DunningStep.CollectionNotice notice ->
          words(kind, days, null, null, shown(notice.fee()), notice.deadlineDays());
      case DunningStep.HandOver over ->
          new StepView(
              kind, days, null, null, null, null, null, shown(over.fee()), null, over.agency());
      default -> words(kind, days, null, null, null, null);
    };
  }

  private static StepView words(
      NextStep.Kind kind,
      int days,
      Messages.@Nullable Channel channel,
      Messages.@Nullable Template template,
      @Nullable Object fee,
      @Nullable Integer deadlineDays) {
    return new StepView(kind, days, null, null, null, channel, template, fee, deadlineDays, null);
  }

  private static Object shown(@Nullable Long fee) {
    return fee == null ? LAWFUL_MAXIMUM : fee;
  }

  /** Checks the step at its place in a policy. */
  void check(Check check, String at) {
    check.part(at, this);
    check.that(
        kind == NextStep.Kind.RETRY || (day == null && time == null && afterMinutes == null),
        at,
        "day, time and afterMinutes go with RETRY only");
    boolean isMessage = kind == NextStep.Kind.MESSAGE;
    check.that(
        isMessage || kind == NextStep.Kind.REMINDER || (channel == null && template == null),
        at,
        "channel and template go with MESSAGE and REMINDER only");
    checkLawful(check, at);
    check.that(!isMessage || channel != null, at + "/channel", "is needed");
    check.that(!isMessage || template != null, at + "/template", "is needed");
    check.that(
        !TAKTS_OWN.contains(kind),
        at + "/kind",
        "must be RETRY, MESSAGE, SUSPEND, END, WRITE_OFF, WAIT_FOR_PERSON, REMINDER,"
            + " COLLECTION_NOTICE, COMPENSATION or HAND_OVER");
  }

  private void checkLawful(Check check, String at) {
    boolean letter = kind == NextStep.Kind.REMINDER || kind == NextStep.Kind.COLLECTION_NOTICE;
    boolean handOver = kind == NextStep.Kind.HAND_OVER;
    check.that(
        fee == null || letter || handOver,
        at + "/fee",
        "goes with REMINDER, COLLECTION_NOTICE and HAND_OVER only");
    check.that(
        fee == null || fee.equals(LAWFUL_MAXIMUM) || isAmount(fee),
        at + "/fee",
        "must be LAWFUL_MAXIMUM or minor units, 0 or more");
    check.that(
        deadlineDays == null || letter,
        at + "/deadlineDays",
        "goes with REMINDER and COLLECTION_NOTICE only");
    check.that(agency == null || handOver, at + "/agency", "goes with HAND_OVER only");
    check.that(!handOver || agency != null, at + "/agency", "is needed");
  }

  private static boolean isAmount(Object fee) {
    return (fee instanceof Integer || fee instanceof Long)
        && ((Number) fee).longValue() >= 0
        && ((Number) fee).longValue() <= MOST_FEE;
  }

  /** The step of a view that was checked. */
  DunningStep toStep() {
    int days = Objects.requireNonNullElse(afterDays, 0);
    return switch (kind) {
      case RETRY ->
          new DunningStep.Retry(
              days,
              Objects.requireNonNullElse(afterMinutes, 0),
              Objects.requireNonNullElse(day, DunningStep.Day.ANY),
              time);
      case MESSAGE ->
          new DunningStep.Message(
              days, Objects.requireNonNull(channel), Objects.requireNonNull(template));
      case SUSPEND -> new DunningStep.Suspend(days);
      case END -> new DunningStep.End(days);
      case WRITE_OFF -> new DunningStep.WriteOff(days);
      case WAIT_FOR_PERSON -> new DunningStep.WaitForPerson(days);
      case REMINDER ->
          new DunningStep.Reminder(
              days,
              feeOrMaximum(),
              deadlineDays,
              template,
              Objects.requireNonNullElse(channel, Messages.Channel.EMAIL));
      case COLLECTION_NOTICE ->
          new DunningStep.CollectionNotice(days, feeOrMaximum(), deadlineDays);
      case COMPENSATION -> new DunningStep.Compensation(days);
      case HAND_OVER ->
          new DunningStep.HandOver(days, Objects.requireNonNull(agency), feeOrMaximum());
      case OPEN, RELEASE, RESTORE -> throw new IllegalStateException(kind + " is no policy's");
    };
  }

  private @Nullable Long feeOrMaximum() {
    return fee instanceof Number amount ? amount.longValue() : null;
  }
}
