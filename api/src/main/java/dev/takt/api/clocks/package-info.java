/** Test clocks. */
@NullMarked
package dev.takt.api.clocks;

import org.jspecify.annotations.NullMarked;
