/** How claims are met: which invoices they stand on, and which way the money goes back. */
@NullMarked
package dev.takt.workflows.settlement;

import org.jspecify.annotations.NullMarked;
