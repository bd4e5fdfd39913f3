package dev.takt.workflows.timeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a change of terms stands on a date.
 *
 * @param from the first day with the new terms; null while it is not known when the next nominal
 *     period begins
 */
public record TermsChangePosition(
    TermsChange change, @Nullable LocalDate from, TermsChangeStatus status) {}
