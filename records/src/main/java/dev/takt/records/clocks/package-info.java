/** Test clocks. */
@NullMarked
package dev.takt.records.clocks;

import org.jspecify.annotations.NullMarked;
