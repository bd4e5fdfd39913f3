/** Test clocks: moves what lives on them. */
@NullMarked
package dev.takt.activities.clocks;

import org.jspecify.annotations.NullMarked;
