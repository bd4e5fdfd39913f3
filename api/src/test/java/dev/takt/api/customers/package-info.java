/** Tests of customers and their payment methods. */
@org.jspecify.annotations.NullMarked
package dev.takt.api.customers;
