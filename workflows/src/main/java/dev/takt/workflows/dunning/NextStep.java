package dev.takt.workflows.dunning;

import dev.takt.workflows.port.Messages;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one next step of a case.
 *
 * @param index which step of the track it is; -1 for what the track does not hold
 * @param why why it is done, and why just then: for the record
 * @param channel with a message
 * @param template with a message
 * @param facts with a message: what it may say besides
 */
public record NextStep(
    Kind kind,
    int index,
    Instant at,
    String why,
    Messages.@Nullable Channel channel,
    Messages.@Nullable Template template,
    SortedMap<String, String> facts) {
  /** Not one of the track's. */
  public static final int EXTRA = -1;

  public NextStep {
    facts = facts == null ? new TreeMap<>() : new TreeMap<>(facts);
  }

  static NextStep of(Kind kind, int index, Instant at, String why) {
    return new NextStep(kind, index, at, why, null, null, new TreeMap<>());
  }

  static NextStep message(
      int index, Instant at, String why, Messages.Channel channel, Messages.Template template) {
    return new NextStep(Kind.MESSAGE, index, at, why, channel, template, new TreeMap<>());
  }

  NextStep with(SortedMap<String, String> others) {
    return new NextStep(kind, index, at, why, channel, template, others);
  }

  /** What is done. */
  public enum Kind {
    /** The invoice is past its due date: the case begins. */
    OPEN,
    RETRY,
    MESSAGE,
    SUSPEND,
    END,
    WRITE_OFF,
    WAIT_FOR_PERSON,
    REMINDER,
    COLLECTION_NOTICE,
    COMPENSATION,
    HAND_OVER,
    /** A hold is over. */
    RELEASE,
    /** The debt is settled: the subscriptions are told, and service that was withheld resumes. */
    RESTORE;

    /**
     * Whether it may have consequences that a payment would have spared the customer; a letter has
     * them where it charges a fee.
     */
    public boolean hurts() {
      return switch (this) {
        case SUSPEND, END, WRITE_OFF, REMINDER, COLLECTION_NOTICE, COMPENSATION, HAND_OVER -> true;
        case OPEN, RETRY, MESSAGE, WAIT_FOR_PERSON, RELEASE, RESTORE -> false;
      };
    }

    /** Whether the law has to allow it. */
    public boolean isByLaw() {
      return switch (this) {
        case REMINDER, COLLECTION_NOTICE, COMPENSATION, HAND_OVER -> true;
        case OPEN, RETRY, MESSAGE, SUSPEND, END, WRITE_OFF, WAIT_FOR_PERSON, RELEASE, RESTORE ->
            false;
      };
    }
  }
}
