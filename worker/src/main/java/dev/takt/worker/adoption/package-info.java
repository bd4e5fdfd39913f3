/** Gives every living subscription and advancing clock a workflow where Temporal has none. */
@NullMarked
package dev.takt.worker.adoption;

import org.jspecify.annotations.NullMarked;
