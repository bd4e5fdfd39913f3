/** What an operator asks a running Takt: is it up, and how does it fare. */
@NullMarked
package dev.takt.worker.health;

import org.jspecify.annotations.NullMarked;
