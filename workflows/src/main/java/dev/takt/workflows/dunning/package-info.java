/**
 * From the first decline to recovered or given up, decided purely: what a decline means, what a
 * policy says, and the one next step of a case with the reason why just then.
 */
@NullMarked
package dev.takt.workflows.dunning;

import org.jspecify.annotations.NullMarked;
