/** Claims: what is owed of an unpaid invoice on a day, and the letters about it. */
@NullMarked
package dev.takt.api.claims;

import org.jspecify.annotations.NullMarked;
