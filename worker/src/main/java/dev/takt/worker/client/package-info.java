/** The REST API as a merchant's program calls it. */
@NullMarked
package dev.takt.worker.client;

import org.jspecify.annotations.NullMarked;
