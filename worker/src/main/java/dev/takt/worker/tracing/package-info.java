/**
 * Traces: one from a request over the workflow and its activities to each statement of SQL. Off,
 * and not even there, unless an address is given that they go to.
 */
@NullMarked
package dev.takt.worker.tracing;

import org.jspecify.annotations.NullMarked;
