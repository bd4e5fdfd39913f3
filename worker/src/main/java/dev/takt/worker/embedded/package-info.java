/** What Takt stands on: the data folder, PostgreSQL and Temporal, its own or given by address. */
@NullMarked
package dev.takt.worker.embedded;

import org.jspecify.annotations.NullMarked;
