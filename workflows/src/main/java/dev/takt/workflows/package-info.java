/** Decides: deterministic, no I/O, no Spring, no database. */
@NullMarked
package dev.takt.workflows;

import org.jspecify.annotations.NullMarked;
