/** What operators may say about how workers run. */
@NullMarked
package dev.takt.worker.temporal;

import org.jspecify.annotations.NullMarked;
