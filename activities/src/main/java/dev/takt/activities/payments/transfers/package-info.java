/** Orders to the merchant's bank: refunds that are transferred, as a file that the bank takes. */
@NullMarked
package dev.takt.activities.payments.transfers;

import org.jspecify.annotations.NullMarked;
