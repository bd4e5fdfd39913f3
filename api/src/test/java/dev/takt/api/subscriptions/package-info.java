/** What a sign-up decides. */
@NullMarked
package dev.takt.api.subscriptions;

import org.jspecify.annotations.NullMarked;
