/** What whoever starts Takt says about it, and how it is said that it cannot start. */
@NullMarked
package dev.takt.worker.settings;

import org.jspecify.annotations.NullMarked;
