/** What is claimed of an unpaid invoice beside its principal: interest, fees, compensation. */
@NullMarked
package dev.takt.workflows.claim;

import org.jspecify.annotations.NullMarked;
