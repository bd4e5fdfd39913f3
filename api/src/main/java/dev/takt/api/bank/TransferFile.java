package dev.takt.api.bank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A file that asks the merchant's bank to transfer refunds.
 *
 * @param on the day on which the bank is to do it
 * @param sums what it asks for, by currency
 * @param refundIds what is in it
 */
record TransferFile(
    String id, LocalDate on, List<Sum> sums, List<String> refundIds, Instant createdAt) {

  /** What is asked for in one currency, in minor units. */
  record Sum(String currency, long amount) {}
}
