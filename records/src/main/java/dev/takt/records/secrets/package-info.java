/** Secrets of merchants that Takt must be able to read, and so keeps encrypted. */
@NullMarked
package dev.takt.records.secrets;

import org.jspecify.annotations.NullMarked;
