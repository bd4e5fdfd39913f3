/** Stripe, by its own library: off-session card charges with the merchant's account. */
@NullMarked
package dev.takt.activities.payments.stripe;

import org.jspecify.annotations.NullMarked;
