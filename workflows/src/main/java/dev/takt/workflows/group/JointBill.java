package dev.takt.workflows.group;

import dev.takt.workflows.subscription.Charge;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of a group date.
 *
 * @param invoiceId null where no member owed anything
 * @param amount the invoice's total, in minor units
 * @param members how many members are on it
 * @param charge the card payment that is due now
 */
public record JointBill(
    LocalDate on, @Nullable String invoiceId, long amount, int members, @Nullable Charge charge) {}
