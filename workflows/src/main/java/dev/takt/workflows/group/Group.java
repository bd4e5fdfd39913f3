package dev.takt.workflows.group;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All facts about one group, as the books say them. Who its members are is not among them: each
 * subscription says itself which group it is in, so that the two cannot disagree.
 *
 * @param version counts what was recorded; 0 before it is in the books
 * @param collection how its invoices are paid, which all members have in common; null until it has
 *     its first member
 * @param formedOn the business date from which it is there: its first group date comes after it
 * @param billedOn the group date that was billed last, or {@code formedOn}
 * @param dissolvedOn the business date on which it was dissolved
 * @param recentRequests ids of the latest requests, so that repeats are ignored
 */
public record Group(
    GroupIdentity identity,
    long version,
    BillingSchedule hours,
    String currency,
    @Nullable CollectionMethod collection,
    Rhythm rhythm,
    LocalDate formedOn,
    LocalDate billedOn,
    @Nullable LocalDate dissolvedOn,
    List<String> recentRequests) {
  private static final int REMEMBERED_REQUESTS = 50;

  public Group {
    recentRequests = List.copyOf(recentRequests);
  }

  /** A group that is formed now, without members. */
  public static Group formed(
      GroupIdentity identity,
      BillingSchedule hours,
      String currency,
      Rhythm rhythm,
      LocalDate today) {
    return new Group(identity, 0, hours, currency, null, rhythm, today, today, null, List.of());
  }

  /** The next date on which it bills, or null when it was dissolved. */
  public @Nullable LocalDate nextDate() {
    return dissolvedOn == null ? rhythm.periodAt(billedOn).to() : null;
  }

  /** This group after its bill of a date; the version is one higher. */
  public Group after(JointBill bill) {
    return copy(version + 1, collection, bill.on(), dissolvedOn, recentRequests);
  }

  /** With members that are paid for in this way: the next version. */
  public Group joinedBy(@Nullable CollectionMethod means) {
    CollectionMethod common = collection == null ? means : collection;
    return copy(version + 1, common, billedOn, dissolvedOn, recentRequests);
  }

  /** Without members and bills from a day on: the next version. */
  public Group dissolved(LocalDate today) {
    return copy(version + 1, collection, billedOn, today, recentRequests);
  }

  Group left() {
    return copy(version + 1, collection, billedOn, dissolvedOn, recentRequests);
  }

  Group remembering(String requestId) {
    List<String> requests = Stream.concat(recentRequests.stream(), Stream.of(requestId)).toList();
    int first = Math.max(0, requests.size() - REMEMBERED_REQUESTS);
    return copy(
        version, collection, billedOn, dissolvedOn, requests.subList(first, requests.size()));
  }

  private Group copy(
      long otherVersion,
      @Nullable CollectionMethod otherCollection,
      LocalDate otherBilledOn,
      @Nullable LocalDate otherDissolvedOn,
      List<String> otherRequests) {
    return new Group(
        identity,
        otherVersion,
        hours,
        currency,
        otherCollection,
        rhythm,
        formedOn,
        otherBilledOn,
        otherDissolvedOn,
        otherRequests);
  }
}
