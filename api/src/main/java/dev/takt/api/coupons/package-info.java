/** Coupons. */
@NullMarked
package dev.takt.api.coupons;

import org.jspecify.annotations.NullMarked;
