/** Sentences for customers about their invoice lines, in da, nb, sv and en. */
@NullMarked
package dev.takt.workflows.wording;

import org.jspecify.annotations.NullMarked;
