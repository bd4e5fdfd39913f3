/** Debts that ask other workflows for something, and are told of something. */
@NullMarked
package dev.takt.activities.pursuit;

import org.jspecify.annotations.NullMarked;
