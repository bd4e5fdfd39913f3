/** Half-open periods and rhythms: what time is, to a subscription. */
@NullMarked
package dev.takt.workflows.calendar;

import org.jspecify.annotations.NullMarked;
