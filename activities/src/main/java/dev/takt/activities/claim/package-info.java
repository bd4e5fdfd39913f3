/** What is claimed of unpaid invoices beside their principal, in the books. */
@NullMarked
package dev.takt.activities.claim;

import org.jspecify.annotations.NullMarked;
