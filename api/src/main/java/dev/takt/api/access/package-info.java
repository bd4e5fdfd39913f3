/** Who calls: keys, the operator, and the entrance that checks them. */
@NullMarked
package dev.takt.api.access;

import org.jspecify.annotations.NullMarked;
