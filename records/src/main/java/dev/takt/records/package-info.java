/** How rows of PostgreSQL are read and written as records. */
@NullMarked
package dev.takt.records;

import org.jspecify.annotations.NullMarked;
