/** One program in three roles: what is started, in which order, and how it stops. */
@NullMarked
package dev.takt.worker;

import org.jspecify.annotations.NullMarked;
