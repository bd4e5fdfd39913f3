/** What merchants themselves note about what there is: their own references and metadata. */
@NullMarked
package dev.takt.records.labels;

import org.jspecify.annotations.NullMarked;
