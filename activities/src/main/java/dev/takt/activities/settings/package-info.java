/** Constraints of settings. Their messages complete the words "it must be". */
@NullMarked
package dev.takt.activities.settings;

import org.jspecify.annotations.NullMarked;
