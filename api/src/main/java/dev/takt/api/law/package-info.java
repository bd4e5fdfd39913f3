/** What the law says about late payment, to read. */
@NullMarked
package dev.takt.api.law;

import org.jspecify.annotations.NullMarked;
