/** Which invoices a transfer pays: rules, without a database. */
@NullMarked
package dev.takt.activities.bank.matching;

import org.jspecify.annotations.NullMarked;
