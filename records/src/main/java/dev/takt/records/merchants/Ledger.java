package dev.takt.records.merchants;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * The books of a merchant's live or test data. Their number series are advanced by those who issue
 * documents.
 *
 * @param booksClosedThrough the last day of the closed books
 */
@Table
public record Ledger(
    @Id String tenant, String merchantId, @Nullable LocalDate booksClosedThrough) {}
