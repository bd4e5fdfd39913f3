/** The demo merchant. */
@NullMarked
package dev.takt.worker.demo;

import org.jspecify.annotations.NullMarked;
