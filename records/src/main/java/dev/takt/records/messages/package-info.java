/** How merchants word their messages, and who these are from. */
@NullMarked
package dev.takt.records.messages;

import org.jspecify.annotations.NullMarked;
