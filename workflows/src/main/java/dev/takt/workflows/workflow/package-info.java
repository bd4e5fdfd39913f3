/** The workflows themselves: loops that perform what the values decide. */
@NullMarked
package dev.takt.workflows.workflow;

import org.jspecify.annotations.NullMarked;
