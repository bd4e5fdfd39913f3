/** Metadata and references that merchants give to what workflows make. */
@NullMarked
package dev.takt.api.labels;

import org.jspecify.annotations.NullMarked;
