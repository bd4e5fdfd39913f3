package dev.takt.workflows.dunning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.port.Messages;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One step of a track. Days count from the case's day zero: the day of the first decline, or the
 * day that an invoice is due. (Letters with a fee, the notice of collection, handing over and
 * instalments are more kinds of steps; they come with another issue.)
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DunningStep.Retry.class, name = "RETRY"),
  @JsonSubTypes.Type(value = DunningStep.Message.class, name = "MESSAGE"),
  @JsonSubTypes.Type(value = DunningStep.Suspend.class, name = "SUSPEND"),
  @JsonSubTypes.Type(value = DunningStep.End.class, name = "END"),
  @JsonSubTypes.Type(value = DunningStep.WriteOff.class, name = "WRITE_OFF"),
  @JsonSubTypes.Type(value = DunningStep.WaitForPerson.class, name = "WAIT_FOR_PERSON")
})
public sealed interface DunningStep {
  int afterDays();

  /** What it does. */
  @JsonIgnore
  default NextStep.Kind action() {
    return switch (this) {
      case Retry retry -> NextStep.Kind.RETRY;
      case Message message -> NextStep.Kind.MESSAGE;
      case Suspend suspend -> NextStep.Kind.SUSPEND;
      case End end -> NextStep.Kind.END;
      case WriteOff off -> NextStep.Kind.WRITE_OFF;
      case WaitForPerson wait -> NextStep.Kind.WAIT_FOR_PERSON;
    };
  }

  /**
   * Charges the card again.
   *
   * @param afterMinutes in the technical track: minutes after the fault; 0 elsewhere
   * @param day which day is taken, from {@code afterDays} on
   * @param time local time, or null for another hour than the last try's
   */
  record Retry(int afterDays, int afterMinutes, Day day, @Nullable LocalTime time)
      implements DunningStep {}

  /** Writes to the customer. */
  record Message(int afterDays, Messages.Channel channel, Messages.Template template)
      implements DunningStep {}

  /** Withholds the service. */
  record Suspend(int afterDays) implements DunningStep {}

  /** Ends the subscription. */
  record End(int afterDays) implements DunningStep {}

  /** Gives the debt up. */
  record WriteOff(int afterDays) implements DunningStep {}

  /** Does nothing until a person decides. */
  record WaitForPerson(int afterDays) implements DunningStep {}

  /** Which day a retry takes. */
  enum Day {
    ANY,
    BANKING_DAY,
    /** The first payday of the customer's country. */
    PAYDAY
  }
}
