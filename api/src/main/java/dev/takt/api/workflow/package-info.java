/** The one way from a request to a workflow. */
@NullMarked
package dev.takt.api.workflow;

import org.jspecify.annotations.NullMarked;
