/**
 * Events on their way to merchants' endpoints, as Standard Webhooks 1.0.0 says. PostgreSQL knows
 * what is to be delivered; any number of workers share it.
 */
@NullMarked
package dev.takt.activities.webhooks;

import org.jspecify.annotations.NullMarked;
