/** Workflows decide today as they did when their histories were recorded. */
@NullMarked
package dev.takt.worker.replay;

import org.jspecify.annotations.NullMarked;
