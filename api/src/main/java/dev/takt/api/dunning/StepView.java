package dev.takt.api.dunning;

import dev.takt.api.web.Check;
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
 * @param channel with MESSAGE
 * @param template with MESSAGE
 */
record StepView(
    @NotNull Kind kind,
    @Nullable Integer afterDays,
    @Range(min = 0, max = 1439) @Nullable Integer afterMinutes,
    DunningStep.@Nullable Day day,
    @Nullable LocalTime time,
    Messages.@Nullable Channel channel,
    Messages.@Nullable Template template) {

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
              null);
      case DunningStep.Message message ->
          new StepView(kind, days, null, null, null, message.channel(), message.template());
      default -> new StepView(kind, days, null, null, null, null, null);
    };
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
        isMessage || (channel == null && template == null),
        at,
        "channel and template go with MESSAGE only");
    check.that(!isMessage || channel != null, at + "/channel", "is needed");
    check.that(!isMessage || template != null, at + "/template", "is needed");
    check.that(
        !TAKTS_OWN.contains(kind),
        at + "/kind",
        "must be RETRY, MESSAGE, SUSPEND, END, WRITE_OFF or WAIT_FOR_PERSON");
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
      case OPEN, RELEASE, RESTORE -> throw new IllegalStateException(kind + " is no policy's");
    };
  }
}
