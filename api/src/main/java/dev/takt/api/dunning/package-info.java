/** Dunning: policies, cases with their steps, what people ask of them. */
@NullMarked
package dev.takt.api.dunning;

import org.jspecify.annotations.NullMarked;
