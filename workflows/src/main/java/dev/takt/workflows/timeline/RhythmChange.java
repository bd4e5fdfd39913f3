package dev.takt.workflows.timeline;

import dev.takt.workflows.calendar.Rhythm;
import java.time.LocalDate;

/**
 * Another rhythm from the end of the nominal period that {@code askedOn} lies in (joining or
 * leaving a group): the running period runs out as it is.
 */
public record RhythmChange(String id, LocalDate askedOn, Rhythm rhythm) {}
