/** Test clocks: time that moves when it is told to. */
@NullMarked
package dev.takt.workflows.clock;

import org.jspecify.annotations.NullMarked;
