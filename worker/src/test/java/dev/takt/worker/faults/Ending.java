package dev.takt.worker.faults;

import java.util.List;

/**
 * What must have come of a {@link Scene}, however often it was broken off.
 *
 * @param on the day on which all of this is looked at
 * @param invoices all of the customer's: date of issue, total, status; sorted
 * @param declines codes of the charges that the gateway declined, in order
 * @param refunds what was given back, in minor units
 * @param cases debts: status, what is due, and what was done, in order
 * @param messages templates of what the customer was sent, in order
 * @param members of the group, by the names of the {@link Cast}; null where there is no group
 */
record Ending(
    String on,
    List<String> invoices,
    List<String> declines,
    List<Long> refunds,
    List<String> cases,
    List<String> messages,
    List<String> members) {

  /** On this day these invoices were there, each charged once. */
  static Ending on(String date, String... invoices) {
    return new Ending(date, List.of(invoices), List.of(), List.of(), List.of(), List.of(), null);
  }

  Ending declined(String... codes) {
    return new Ending(on, invoices, List.of(codes), refunds, cases, messages, members);
  }

  Ending refunded(Long... amounts) {
    return new Ending(on, invoices, declines, List.of(amounts), cases, messages, members);
  }

  Ending indebted(String... told) {
    return new Ending(on, invoices, declines, refunds, List.of(told), messages, members);
  }

  Ending told(String... templates) {
    return new Ending(on, invoices, declines, refunds, cases, List.of(templates), members);
  }

  Ending grouped(String... names) {
    return new Ending(on, invoices, declines, refunds, cases, messages, List.of(names));
  }
}
