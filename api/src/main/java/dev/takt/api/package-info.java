/** ASKS: the REST API. It reads PostgreSQL and asks workflows to change things. */
@NullMarked
package dev.takt.api;

import org.jspecify.annotations.NullMarked;
