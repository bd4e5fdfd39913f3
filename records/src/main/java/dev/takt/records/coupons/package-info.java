/** Coupons. */
@NullMarked
package dev.takt.records.coupons;

import org.jspecify.annotations.NullMarked;
