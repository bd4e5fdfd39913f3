/** What a customer owes for time: a pure function of terms and changes. */
@NullMarked
package dev.takt.workflows.timeline;

import org.jspecify.annotations.NullMarked;
