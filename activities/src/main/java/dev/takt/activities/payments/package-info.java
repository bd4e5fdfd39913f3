/** Money through gateways and banks: attempts, outcomes, refunds. */
@NullMarked
package dev.takt.activities.payments;

import org.jspecify.annotations.NullMarked;
