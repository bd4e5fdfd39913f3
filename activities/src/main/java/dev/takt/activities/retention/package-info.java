/** Takes out what need not be kept any longer, and says of every table why it may grow. */
@NullMarked
package dev.takt.activities.retention;

import org.jspecify.annotations.NullMarked;
