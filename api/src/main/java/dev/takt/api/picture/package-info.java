/** Subscriptions' timelines as pictures: SVG without scripts, fonts or anything from elsewhere. */
@NullMarked
package dev.takt.api.picture;

import org.jspecify.annotations.NullMarked;
