/** Plans and their prices. */
@NullMarked
package dev.takt.api.plans;

import org.jspecify.annotations.NullMarked;
