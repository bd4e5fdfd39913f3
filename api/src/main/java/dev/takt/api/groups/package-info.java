/** Groups of subscriptions: one rhythm, one invoice, one payment. */
@NullMarked
package dev.takt.api.groups;

import org.jspecify.annotations.NullMarked;
