/**
 * What dashboards and alerts look at: figures about the business that the database knows, and
 * counts of what the workers of this process did.
 */
@NullMarked
package dev.takt.worker.metrics;

import org.jspecify.annotations.NullMarked;
