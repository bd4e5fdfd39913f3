/** What customers owe: invoices as accounts that payments, credits and write-offs lower. */
@NullMarked
package dev.takt.activities.receivables;

import org.jspecify.annotations.NullMarked;
