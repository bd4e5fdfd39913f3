/** Takes plans' new prices to the subscriptions that the plans have already. */
@NullMarked
package dev.takt.activities.prices;

import org.jspecify.annotations.NullMarked;
