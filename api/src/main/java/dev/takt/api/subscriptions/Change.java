package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.idempotency.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a request for a change.
 *
 * @param ifMatch the header If-Match, or null
 * @param preview whether only to say what would come of it
 */
record Change(
    Caller caller,
    RequestId requestId,
    String subscriptionId,
    @Nullable String ifMatch,
    boolean preview) {}
