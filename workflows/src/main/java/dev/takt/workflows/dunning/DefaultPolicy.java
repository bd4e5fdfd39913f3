package dev.takt.workflows.dunning;

import static dev.takt.workflows.port.Messages.Channel.EMAIL;
import static dev.takt.workflows.port.Messages.Channel.SMS;

import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.port.Messages.Template;
import java.time.LocalTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policy of whoever has stored no other: friendly first, a grace period of two weeks before the
 * service of a card that does not pay is withheld, retries by the reason of the failure. Whoever
 * pays by bank is reminded and no more. It ends nothing and gives nothing up: that is for a person,
 * or for a policy that says so.
 */
public final class DefaultPolicy {
  private static final LocalTime MORNING = LocalTime.of(7, 30);
  private static final SortedMap<Reason, List<DunningStep>> TRACKS = tracks();

  private DefaultPolicy() {}

  /** All of it. */
  public static DunningPolicy policy() {
    return new DunningPolicy(null, TRACKS);
  }

  static List<DunningStep> track(Reason reason) {
    List<DunningStep> track = TRACKS.get(reason);
    if (track == null) {
      throw new IllegalStateException("the default policy has no track " + reason);
    }
    return track;
  }

  private static SortedMap<Reason, List<DunningStep>> tracks() {
    SortedMap<Reason, List<DunningStep>> tracks = new TreeMap<>();
    tracks.put(Reason.NO_FUNDS, noFunds());
    tracks.put(Reason.SOFT_DECLINE, softDecline());
    tracks.put(Reason.EXPIRED_CARD, anotherCard(Template.CARD_EXPIRED));
    tracks.put(Reason.CARD_REMOVED, anotherCard(Template.CARD_REMOVED));
    tracks.put(Reason.HARD_DECLINE, anotherCard(Template.CARD_REFUSED));
    tracks.put(Reason.AUTHENTICATION, anotherCard(Template.AUTHENTICATION_NEEDED));
    tracks.put(Reason.TECHNICAL, technical());
    tracks.put(Reason.CONFIGURATION, List.of(new DunningStep.WaitForPerson(0)));
    tracks.put(Reason.INVOICE_OVERDUE, overdue());
    return tracks;
  }

  private static List<DunningStep> noFunds() {
    return List.of(
        message(0, EMAIL, Template.PAYMENT_FAILED),
        retry(1, DunningStep.Day.PAYDAY),
        retry(1, DunningStep.Day.BANKING_DAY),
        retry(3, DunningStep.Day.BANKING_DAY),
        message(4, EMAIL, Template.PAYMENT_FAILED_AGAIN),
        retry(5, DunningStep.Day.BANKING_DAY),
        retry(7, DunningStep.Day.BANKING_DAY),
        message(9, EMAIL, Template.LAST_NOTICE),
        retry(10, DunningStep.Day.BANKING_DAY),
        message(12, SMS, Template.LAST_NOTICE),
        new DunningStep.Retry(14, 0, DunningStep.Day.ANY, MORNING),
        new DunningStep.Suspend(14),
        message(14, EMAIL, Template.SERVICE_SUSPENDED),
        retry(15, DunningStep.Day.PAYDAY),
        message(30, EMAIL, Template.PAYMENT_FAILED_AGAIN),
        retry(40, DunningStep.Day.PAYDAY),
        new DunningStep.WaitForPerson(75));
  }

  private static List<DunningStep> softDecline() {
    return List.of(
        message(0, EMAIL, Template.PAYMENT_FAILED),
        retry(1, DunningStep.Day.ANY),
        retry(3, DunningStep.Day.ANY),
        message(4, EMAIL, Template.PAYMENT_FAILED_AGAIN),
        retry(7, DunningStep.Day.ANY),
        message(9, EMAIL, Template.LAST_NOTICE),
        message(12, SMS, Template.LAST_NOTICE),
        new DunningStep.Retry(14, 0, DunningStep.Day.ANY, MORNING),
        new DunningStep.Suspend(14),
        message(14, EMAIL, Template.SERVICE_SUSPENDED),
        retry(21, DunningStep.Day.PAYDAY),
        message(30, EMAIL, Template.PAYMENT_FAILED_AGAIN),
        new DunningStep.WaitForPerson(60));
  }

  /** Only the customer can mend it: no tries, more words, in more than one way. */
  private static List<DunningStep> anotherCard(Template template) {
    return List.of(
        message(0, EMAIL, template),
        message(2, SMS, template),
        message(5, EMAIL, template),
        message(9, EMAIL, Template.LAST_NOTICE),
        message(12, SMS, Template.LAST_NOTICE),
        new DunningStep.Suspend(14),
        message(14, EMAIL, Template.SERVICE_SUSPENDED),
        message(30, EMAIL, template),
        new DunningStep.WaitForPerson(60));
  }

  private static List<DunningStep> technical() {
    return List.of(
        new DunningStep.Retry(0, 15, DunningStep.Day.ANY, null),
        new DunningStep.Retry(0, 60, DunningStep.Day.ANY, null),
        new DunningStep.Retry(0, 240, DunningStep.Day.ANY, null),
        new DunningStep.Retry(1, 0, DunningStep.Day.ANY, null),
        new DunningStep.Retry(2, 0, DunningStep.Day.ANY, null),
        new DunningStep.WaitForPerson(3));
  }

  private static List<DunningStep> overdue() {
    return List.of(
        message(3, EMAIL, Template.INVOICE_OVERDUE),
        message(10, EMAIL, Template.INVOICE_OVERDUE),
        message(20, EMAIL, Template.LAST_NOTICE),
        message(26, SMS, Template.LAST_NOTICE),
        new DunningStep.WaitForPerson(45));
  }

  private static DunningStep message(int day, Channel channel, Template template) {
    return new DunningStep.Message(day, channel, template);
  }

  private static DunningStep retry(int day, DunningStep.Day on) {
    return new DunningStep.Retry(day, 0, on, on == DunningStep.Day.PAYDAY ? MORNING : null);
  }
}
