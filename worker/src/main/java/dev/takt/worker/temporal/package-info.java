/** The client and the workers: which workflows and activities run here, with which options. */
@NullMarked
package dev.takt.worker.temporal;

import org.jspecify.annotations.NullMarked;
