/** What workflows ask of the world: activity interfaces and their answers. */
@NullMarked
package dev.takt.workflows.port;

import org.jspecify.annotations.NullMarked;
