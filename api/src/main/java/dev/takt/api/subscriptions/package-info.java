/** Subscriptions: sign-up, changes, previews and what they look like. */
@NullMarked
package dev.takt.api.subscriptions;

import org.jspecify.annotations.NullMarked;
