/** What is claimed of unpaid invoices beside their principal. */
@NullMarked
package dev.takt.records.claims;

import org.jspecify.annotations.NullMarked;
