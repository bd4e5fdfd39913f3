package dev.takt.workflows.events;

import java.time.LocalDate;

/** What happens to a group. */
public sealed interface GroupEvent extends EventPayload {
  String groupId();

  @Override
  default String subjectId() {
    return groupId();
  }

  @EventType(value = "group.created", summary = "A group was made.")
  record Created(String groupId, String customerId, LocalDate on) implements GroupEvent {}

  /**
   * A joint invoice was issued.
   *
   * @param members how many subscriptions are on the invoice
   */
  @EventType(value = "group.billed", summary = "A joint invoice was issued.")
  record Billed(
      String groupId,
      String customerId,
      LocalDate on,
      String invoiceId,
      int members,
      long total,
      String currency)
      implements GroupEvent {}

  @EventType(value = "group.dissolved", summary = "The group is no more.")
  record Dissolved(String groupId, String customerId, LocalDate on) implements GroupEvent {}
}
