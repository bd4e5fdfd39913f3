package dev.takt.workflows.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request with what surrounds it.
 *
 * @param requestId repeats of it are ignored
 * @param actor who or what asks, for the history
 * @param now the test clock's time, or null to take the workflow's own
 * @param ifVersion the version that it was decided on, or null for whichever it is
 */
public record GroupCommand(
    String requestId,
    String actor,
    @Nullable Instant now,
    @Nullable Long ifVersion,
    GroupRequest request) {}
