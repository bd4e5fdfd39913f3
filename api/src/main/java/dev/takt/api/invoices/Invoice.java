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
 * @param metadata the merchant's own texts by key
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
    long amountDue,
    @Nullable PaymentReference paymentReference,
    Map<String, String> metadata,
    @JsonIgnore @Nullable String sellerId) {

  /**
   * What a payer states, so that the bank and the seller know what is paid.
   *
   * @param value as bank files carry it
   * @param printed as banks print it
   */
  public record PaymentReference(ReferenceType type, String value, String printed) {}

  /** The banks' schemes of references: Danish, Norwegian, Swedish, and that of ISO 11649. */
  public enum ReferenceType {
    FIK_71,
    KID,
    OCR,
    RF
  }

  /**
   * A line.
   *
   * @param explanation why the amount is what it is, by language: da, nb, sv, en
   * @param amount with VAT where the price includes it
   * @param discountId with {@code DISCOUNT}, which stands below the service that it is about
   * @param chargeId with {@code ONE_OFF}: the charge that it bills
   * @param base without VAT
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
      @Nullable String chargeId,
      @JsonIgnore long base,
      @JsonIgnore boolean wholePeriod) {

    /** What one costs without VAT, rounded. */
    @JsonIgnore
    long unitPrice() {
      return Math.floorDiv(2 * base + quantity, 2L * quantity);
    }
  }

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
        amountDue,
        paymentReference,
        metadata,
        sellerId);
  }

  /** Whether anything is to be paid on it. */
  @JsonIgnore
  public boolean isUnpaid() {
    return amountDue > 0 && !status.equals("WRITTEN_OFF");
  }
}
