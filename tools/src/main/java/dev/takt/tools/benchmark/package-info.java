/** Measures what a renewal costs; docs/performance.md tells what came of it. */
@NullMarked
package dev.takt.tools.benchmark;

import org.jspecify.annotations.NullMarked;
