/** Invoices, payments and credit notes, as JSON and PDF. */
@NullMarked
package dev.takt.api.invoices;

import org.jspecify.annotations.NullMarked;
