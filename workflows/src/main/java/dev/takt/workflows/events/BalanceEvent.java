package dev.takt.workflows.events;

/** What happens to a customer's balance that is money. */
public sealed interface BalanceEvent extends EventPayload {
  String balanceId();

  @Override
  default String subjectId() {
    return balanceId();
  }

  /**
   * More came in than was owed, and is kept.
   *
   * @param kind {@code OVERPAYMENT}
   * @param paymentId the payment that brought it
   */
  @EventType(value = "balance.added", summary = "More came in than was owed, and is kept.")
  record Added(
      String balanceId,
      String kind,
      String customerId,
      String paymentId,
      String invoiceId,
      long amount,
      String currency)
      implements BalanceEvent {}

  /**
   * It pays an invoice, in full or in part.
   *
   * @param paymentId the payment that brought it
   * @param invoiceId the invoice that it pays
   * @param remaining what is left of it
   */
  @EventType(value = "balance.used", summary = "It pays an invoice, in full or in part.")
  record Used(
      String balanceId,
      String customerId,
      String paymentId,
      String invoiceId,
      long amount,
      long remaining,
      String currency)
      implements BalanceEvent {}
}
