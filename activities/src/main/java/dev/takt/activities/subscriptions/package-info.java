/** A subscription in the database: one transaction for each of its steps and requests. */
@NullMarked
package dev.takt.activities.subscriptions;

import org.jspecify.annotations.NullMarked;
