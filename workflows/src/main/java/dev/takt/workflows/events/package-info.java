/** What clients are told: the payload of each type of event, as it is written and documented. */
@NullMarked
package dev.takt.workflows.events;

import org.jspecify.annotations.NullMarked;
