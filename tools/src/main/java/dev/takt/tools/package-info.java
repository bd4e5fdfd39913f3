/** Tools beside the program: what measures it, and what plays policies with its code. */
@NullMarked
package dev.takt.tools;

import org.jspecify.annotations.NullMarked;
