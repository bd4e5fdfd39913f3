package dev.takt.activities.payments.transfers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bank is asked to transfer from the merchant's account.
 *
 * @param on the day on which it is to be done
 */
record TransferOrder(
    String id, Instant madeAt, LocalDate on, Payer payer, List<Transfer> transfers) {

  TransferOrder {
    transfers = List.copyOf(transfers);
  }

  /**
   * The merchant.
   *
   * @param country of the merchant and its bank
   */
  record Payer(
      String name, @Nullable String companyNumber, String country, AccountNumber account) {}

  /**
   * One refund.
   *
   * @param amount in minor units
   * @param country of the payee and, unless its account says another, of its bank
   * @param text what the payee reads on a statement
   */
  record Transfer(
      String refundId,
      long amount,
      String currency,
      String payee,
      String country,
      AccountNumber account,
      String text) {}
}
