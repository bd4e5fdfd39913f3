package dev.takt.api.idempotency;

import org.jspecify.annotations.Nullable;

/** What was answered, to be given again. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, @Nullable String contentType, byte[] body, @Nullable String etag) {}
