/** A subscription's life in the books: one transaction for each step. */
@NullMarked
package dev.takt.activities.invoicing;

import org.jspecify.annotations.NullMarked;
