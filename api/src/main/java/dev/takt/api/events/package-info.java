/** Events and the sandbox gateway's charges. */
@NullMarked
package dev.takt.api.events;

import org.jspecify.annotations.NullMarked;
