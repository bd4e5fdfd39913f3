package dev.takt.api.bank;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A bank's file that was read. What became of its transactions is as it was when all were looked
 * at; null before that. They add up to all of them.
 *
 * @param readThrough the bank was read through this day; null where the file does not say
 * @param entries the transactions of the file
 * @param booked those that pay invoices, and refunds that were sent
 * @param repeated those that an earlier file had
 * @param ignored what is not about customers, such as what the merchant paid
 * @param reversed those that took an earlier one back
 */
@Table("bank_statement")
public record BankStatement(
    @Id String id,
    @JsonIgnore String tenant,
    String format,
    String account,
    @Column("first_day") @Nullable LocalDate from,
    @Column("last_day") @Nullable LocalDate to,
    @Nullable LocalDate readThrough,
    int entries,
    @Nullable Integer booked,
    @Nullable Integer proposed,
    @Nullable Integer unmatched,
    int repeated,
    @Nullable Integer ignored,
    @Nullable Integer reversed) {}
