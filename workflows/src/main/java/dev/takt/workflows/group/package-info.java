/** The joint rhythm of several subscriptions: one date, one invoice, one payment. */
@NullMarked
package dev.takt.workflows.group;

import org.jspecify.annotations.NullMarked;
