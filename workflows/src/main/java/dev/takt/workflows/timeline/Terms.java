package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.RhythmUnit;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed at sign-up. All that came later is a change.
 *
 * @param anchorDay the day of the month (1–31) that boundaries fall on; months and years only
 * @param trialDays days of free service from the start; a pause makes them stand still
 */
public record Terms(
    LocalDate startDate,
    RhythmUnit unit,
    int count,
    @Nullable Integer anchorDay,
    BillingTiming billing,
    int trialDays,
    Price price) {}
