/** The hosted page, on which customers pay and renew their cards with a link. */
@NullMarked
package dev.takt.api.pages;

import org.jspecify.annotations.NullMarked;
