/** What merchants do about unpaid invoices. */
@NullMarked
package dev.takt.records.dunning;

import org.jspecify.annotations.NullMarked;
