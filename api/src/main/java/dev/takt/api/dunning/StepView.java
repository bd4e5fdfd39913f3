package dev.takt.api.dunning;

import dev.takt.api.web.Check;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.port.Messages;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalTime;
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
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) NextStep.@Nullable Kind kind,
    @Nullable Integer afterDays,
    @Nullable Integer afterMinutes,
    DunningStep.@Nullable Day day,
    @Nullable LocalTime time,
    Messages.@Nullable Channel channel,
    Messages.@Nullable Template template) {

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

  DunningStep toStep(Check check, String at) {
    NextStep.Kind what = check.required(at + "/kind", kind, NextStep.Kind.WAIT_FOR_PERSON);
    int days = afterDays == null ? 0 : afterDays;
    check.that(
        what == NextStep.Kind.RETRY || (day == null && time == null && afterMinutes == null),
        at,
        "day, time and afterMinutes go with RETRY only");
    check.that(
        what == NextStep.Kind.MESSAGE || (channel == null && template == null),
        at,
        "channel and template go with MESSAGE only");
    return switch (what) {
      case RETRY ->
          new DunningStep.Retry(
              days,
              check.range(at + "/afterMinutes", afterMinutes, 0, 1439, 0),
              day == null ? DunningStep.Day.ANY : day,
              time);
      case MESSAGE ->
          new DunningStep.Message(
              days,
              check.required(at + "/channel", channel, Messages.Channel.EMAIL),
              check.required(at + "/template", template, Messages.Template.PAYMENT_FAILED));
      case SUSPEND -> new DunningStep.Suspend(days);
      case END -> new DunningStep.End(days);
      case WRITE_OFF -> new DunningStep.WriteOff(days);
      case WAIT_FOR_PERSON -> new DunningStep.WaitForPerson(days);
      case OPEN, RELEASE, RESTORE -> {
        check.error(
            at + "/kind", "must be RETRY, MESSAGE, SUSPEND, END, WRITE_OFF or WAIT_FOR_PERSON");
        yield new DunningStep.WaitForPerson(days);
      }
    };
  }
}
