/** What every resource needs of HTTP: problems, strict JSON, validation, pages. */
@NullMarked
package dev.takt.api.web;

import org.jspecify.annotations.NullMarked;
