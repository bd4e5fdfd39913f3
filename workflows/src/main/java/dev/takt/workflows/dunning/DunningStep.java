package dev.takt.workflows.dunning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.claim.ClaimStep;
import dev.takt.workflows.port.Messages;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One step of a track. Days count from the case's day zero: the day of the first decline, or the
 * day that an invoice is due. A fee that is null is the lawful maximum of the day.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DunningStep.Retry.class, name = "RETRY"),
  @JsonSubTypes.Type(value = DunningStep.Message.class, name = "MESSAGE"),
  @JsonSubTypes.Type(value = DunningStep.Suspend.class, name = "SUSPEND"),
  @JsonSubTypes.Type(value = DunningStep.End.class, name = "END"),
  @JsonSubTypes.Type(value = DunningStep.WriteOff.class, name = "WRITE_OFF"),
  @JsonSubTypes.Type(value = DunningStep.WaitForPerson.class, name = "WAIT_FOR_PERSON"),
  @JsonSubTypes.Type(value = DunningStep.Reminder.class, name = "REMINDER"),
  @JsonSubTypes.Type(value = DunningStep.CollectionNotice.class, name = "COLLECTION_NOTICE"),
  @JsonSubTypes.Type(value = DunningStep.Compensation.class, name = "COMPENSATION"),
  @JsonSubTypes.Type(value = DunningStep.HandOver.class, name = "HAND_OVER")
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
      case ByLaw step -> NextStep.Kind.valueOf(step.step().name());
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

  /** A step of the claim's, which the law has to allow on the day on which it is done. */
  sealed interface ByLaw extends DunningStep {
    /** What the law knows it as. */
    @JsonIgnore
    ClaimStep step();

    /** In minor units; null for the lawful maximum. */
    @Nullable Long fee();

    /** How many days a letter leaves to pay; null for the country's usual ones. */
    default @Nullable Integer deadlineDays() {
      return null;
    }
  }

  /**
   * Reminds of the debt by a letter, which says what is owed.
   *
   * @param template whose words come first, or null for the plain ones
   */
  record Reminder(
      int afterDays,
      @Nullable Long fee,
      @Nullable Integer deadlineDays,
      Messages.@Nullable Template template,
      Messages.Channel channel)
      implements ByLaw {
    @Override
    public ClaimStep step() {
      return ClaimStep.REMINDER;
    }
  }

  /** Gives notice of collection, which has to come before a debt is handed over. */
  record CollectionNotice(int afterDays, @Nullable Long fee, @Nullable Integer deadlineDays)
      implements ByLaw {
    @Override
    public ClaimStep step() {
      return ClaimStep.COLLECTION_NOTICE;
    }
  }

  /** Asks for the lump sum that businesses owe for paying late. */
  record Compensation(int afterDays) implements ByLaw {
    @Override
    public ClaimStep step() {
      return ClaimStep.COMPENSATION;
    }

    @Override
    @JsonIgnore
    public @Nullable Long fee() {
      return null;
    }
  }

  /** Hands the debt over to a collection agency. */
  record HandOver(int afterDays, String agency, @Nullable Long fee) implements ByLaw {
    @Override
    public ClaimStep step() {
      return ClaimStep.HAND_OVER;
    }
  }

  /** Which day a retry takes. */
  enum Day {
    ANY,
    BANKING_DAY,
    /** The first payday of the customer's country. */
    PAYDAY
  }
}
