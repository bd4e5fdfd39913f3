package dev.takt.api.invoices;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.takt.workflows.calendar.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as the API tells it. Amounts are in minor units.
 *
 * @param total with VAT
 * @param amountDue what is still to be paid
 */
public record Invoice(
    String id,
    String number,
    String status,
    String customerId,
    @Nullable String subscriptionId,
    @Nullable String groupId,
    String collection,
    LocalDate issueDate,
    LocalDate dueDate,
    String currency,
    List<Line> lines,
    long total,
    List<VatSum> vat,
    long amountPaid,
    long amountCredited,
    long amountWrittenOff,
    long amountDue) {

  /**
   * A line.
   *
   * @param explanation why the amount is what it is, by language: da, nb, sv, en
   * @param amount with VAT where the price includes it
   * @param discountId with {@code DISCOUNT}, which stands below the service that it is about
   * @param wholePeriod whether it is the price of a whole period
   */
  public record Line(
      @Nullable String subscriptionId,
      String kind,
      String description,
      @Nullable Map<String, String> explanation,
      @Nullable Period servicePeriod,
      int quantity,
      long amount,
      String vatRate,
      boolean includesVat,
      @Nullable String discountId,
      @JsonIgnore boolean wholePeriod) {}

  /** What has become of an invoice. */
  enum Status {
    OPEN,
    PAID,
    PARTLY_CREDITED,
    CREDITED,
    IN_COLLECTION,
    WRITTEN_OFF
  }

  /** What is due of one VAT rate. */
  public record VatSum(String rate, long base, long vat) {}

  Invoice withLines(List<Line> others) {
    return new Invoice(
        id,
        number,
        status,
        customerId,
        subscriptionId,
        groupId,
        collection,
        issueDate,
        dueDate,
        currency,
        others,
        total,
        vat,
        amountPaid,
        amountCredited,
        amountWrittenOff,
        amountDue);
  }

  /** Whether anything is to be paid on it. */
  @JsonIgnore
  public boolean isUnpaid() {
    return amountDue > 0 && !status.equals("WRITTEN_OFF");
  }
}
