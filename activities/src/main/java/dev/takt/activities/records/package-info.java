/** How values become rows: ids, JSON, instants, and the history of who changed what. */
@NullMarked
package dev.takt.activities.records;

import org.jspecify.annotations.NullMarked;
