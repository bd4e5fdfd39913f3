/** What customers were told, in whose words, and from whom. */
@NullMarked
package dev.takt.api.messages;

import org.jspecify.annotations.NullMarked;
