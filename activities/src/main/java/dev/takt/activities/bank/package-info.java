/** Files of banks: what they tell is booked once, and pays the invoices that it is for. */
@NullMarked
package dev.takt.activities.bank;

import org.jspecify.annotations.NullMarked;
