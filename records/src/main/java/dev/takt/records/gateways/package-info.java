/** Merchants' accounts with payment gateways. */
@NullMarked
package dev.takt.records.gateways;

import org.jspecify.annotations.NullMarked;
