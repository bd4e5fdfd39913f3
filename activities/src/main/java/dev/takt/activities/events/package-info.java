/** The outbox: what happened, told in the transaction in which it happened. */
@NullMarked
package dev.takt.activities.events;

import org.jspecify.annotations.NullMarked;
