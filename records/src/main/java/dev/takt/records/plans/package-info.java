/** Plans and the versions of their prices. */
@NullMarked
package dev.takt.records.plans;

import org.jspecify.annotations.NullMarked;
