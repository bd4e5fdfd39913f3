/** The life of one subscription as values: state, requests, facts, and what comes next. */
@NullMarked
package dev.takt.workflows.subscription;

import org.jspecify.annotations.NullMarked;
