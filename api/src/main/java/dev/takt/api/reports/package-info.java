/** Reports that add up to the journal. */
@NullMarked
package dev.takt.api.reports;

import org.jspecify.annotations.NullMarked;
