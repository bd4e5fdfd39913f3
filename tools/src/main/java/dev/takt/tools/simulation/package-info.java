/** What a dunning policy recovers of a documented mix of declines: {@code simulate-dunning}. */
@NullMarked
package dev.takt.tools.simulation;

import org.jspecify.annotations.NullMarked;
