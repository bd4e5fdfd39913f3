package dev.takt.workflows.events;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bank tells, and what becomes of it. */
public sealed interface BankEvent extends EventPayload {

  /** A statement was read, and each of its transactions has been looked at. */
  @EventType(
      value = "bank.read",
      summary = "A statement was read, and each of its transactions has been looked at.")
  record Read(
      String statementId, int booked, int proposed, int unmatched, int ignored, int reversed)
      implements BankEvent {
    @Override
    public String subjectId() {
      return statementId;
    }
  }

  /**
   * A statement does not begin where the one before it ended.
   *
   * @param closing the balance of the one before, in minor units
   * @param opening the balance of this one
   */
  @EventType(
      value = "bank.gap",
      summary = "A statement does not begin where the one before it ended.")
  record Gap(
      String statementId,
      String account,
      String currency,
      long closing,
      LocalDate closingOn,
      long opening,
      LocalDate openingOn)
      implements BankEvent {
    @Override
    public String subjectId() {
      return statementId;
    }
  }

  /**
   * A transaction waits for a person.
   *
   * @param status {@code PROPOSED} or {@code UNMATCHED}
   * @param amount negative where money was taken
   * @param proposedInvoiceIds what it may pay
   */
  @EventType(value = "bank.unmatched", summary = "A transaction waits for a person.")
  record Unmatched(
      String bankEntryId,
      String status,
      long amount,
      String currency,
      LocalDate bookedOn,
      List<String> proposedInvoiceIds)
      implements BankEvent {
    @Override
    public String subjectId() {
      return bankEntryId;
    }
  }

  /**
   * A step of a dunning case waits, since the bank was not read through the banking day before.
   *
   * @param step the kind of step that waits
   * @param needed the day through which the bank must be read
   * @param readThrough the day through which it was read; absent where it never was
   */
  @EventType(
      value = "bank.unread",
      summary =
          "A step of a dunning case waits, since the bank was not read through the banking day"
              + " before.")
  record Unread(
      String caseId,
      String invoiceId,
      String customerId,
      String step,
      LocalDate needed,
      @Nullable LocalDate readThrough)
      implements BankEvent {
    @Override
    public String subjectId() {
      return caseId;
    }
  }
}
