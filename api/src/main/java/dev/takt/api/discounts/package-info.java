/** What discounts and coupons have in common. */
@NullMarked
package dev.takt.api.discounts;

import org.jspecify.annotations.NullMarked;
