/** A gateway for trying things: a separate party with books of its own. */
@NullMarked
package dev.takt.activities.payments.sandbox;

import org.jspecify.annotations.NullMarked;
