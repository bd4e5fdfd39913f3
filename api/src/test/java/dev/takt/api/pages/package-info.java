/** The hosted page, without a server. */
@NullMarked
package dev.takt.api.pages;

import org.jspecify.annotations.NullMarked;
