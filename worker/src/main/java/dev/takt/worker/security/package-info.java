/** Keys that Takt encrypts with, and what is allowed in production. */
@NullMarked
package dev.takt.worker.security;

import org.jspecify.annotations.NullMarked;
