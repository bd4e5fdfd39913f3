/** Proration and VAT: what time costs, in minor units. */
@NullMarked
package dev.takt.workflows.money;

import org.jspecify.annotations.NullMarked;
