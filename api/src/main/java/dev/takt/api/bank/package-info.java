/** Files of banks, and what a person decides of the transactions in them. */
@NullMarked
package dev.takt.api.bank;

import org.jspecify.annotations.NullMarked;
