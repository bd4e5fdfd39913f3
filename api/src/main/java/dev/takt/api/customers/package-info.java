/** Customers, their balance and their payment methods. */
@NullMarked
package dev.takt.api.customers;

import org.jspecify.annotations.NullMarked;
