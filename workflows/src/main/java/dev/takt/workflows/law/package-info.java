/** What the law says about late payment, as dated data: a new rate is a new line, and no code. */
@NullMarked
package dev.takt.workflows.law;

import org.jspecify.annotations.NullMarked;
