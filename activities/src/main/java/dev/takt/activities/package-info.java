/** What is done to the world: PostgreSQL, gateways, clocks. */
@NullMarked
package dev.takt.activities;

import org.jspecify.annotations.NullMarked;
