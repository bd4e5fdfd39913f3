package dev.takt.records.customers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.takt.records.labels.Metadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;
import tools.jackson.databind.JsonNode;

/**
 * Who pays.
 *
 * @param address a text, or an object of texts
 * @param bankAccount where money goes back to that no payment method can take
 * @param eInvoiceId where electronic invoices go to: scheme and number, as "0088:5790000435975"
 * @param buyerReference what it finds an invoice's order or department by
 * @param segment the merchant's own name for some of the customers: a dunning policy may be for
 *     them
 * @param metadata the merchant's own texts by key
 * @param erasedAt when the personal data was deleted
 */
@Table
public record Customer(
    @Id String id,
    @JsonIgnore String tenant,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    Kind kind,
    @Nullable String country,
    @Nullable String locale,
    @Nullable JsonNode address,
    @Nullable String companyNumber,
    @Nullable String vatNumber,
    @Nullable String eInvoiceId,
    @Nullable String buyerReference,
    @Embedded.Nullable @Nullable PayeeAccount bankAccount,
    @Nullable String externalRef,
    @Nullable String segment,
    Metadata metadata,
    @Nullable String testClockId,
    Instant createdAt,
    @Nullable Instant erasedAt) {

  /** Whose law protects it. */
  public enum Kind {
    CONSUMER,
    BUSINESS
  }
}
