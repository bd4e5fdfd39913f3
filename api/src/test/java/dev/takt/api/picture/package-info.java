/** Pictures that are read as XML. */
@NullMarked
package dev.takt.api.picture;

import org.jspecify.annotations.NullMarked;
