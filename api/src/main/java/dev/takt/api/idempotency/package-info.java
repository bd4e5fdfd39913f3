/** The same key and body give the same answer. */
@NullMarked
package dev.takt.api.idempotency;

import org.jspecify.annotations.NullMarked;
