/** Endpoints that are told of events, and what became of the telling. */
@NullMarked
package dev.takt.api.webhooks;

import org.jspecify.annotations.NullMarked;
