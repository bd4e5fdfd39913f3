/** The one list of what workflows have to do, and when. */
@NullMarked
package dev.takt.activities.due;

import org.jspecify.annotations.NullMarked;
