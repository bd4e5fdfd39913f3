/** Merchants and their ledgers. */
@NullMarked
package dev.takt.records.merchants;

import org.jspecify.annotations.NullMarked;
