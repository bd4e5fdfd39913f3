/** Customers and what they pay with. */
@NullMarked
package dev.takt.records.customers;

import org.jspecify.annotations.NullMarked;
