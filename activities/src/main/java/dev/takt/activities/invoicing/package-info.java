/** The issuers of invoices and of credit notes, for one subscription or for several. */
@NullMarked
package dev.takt.activities.invoicing;

import org.jspecify.annotations.NullMarked;
