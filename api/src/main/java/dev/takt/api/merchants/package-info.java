/** Merchants, their API keys and their closed books. */
@NullMarked
package dev.takt.api.merchants;

import org.jspecify.annotations.NullMarked;
