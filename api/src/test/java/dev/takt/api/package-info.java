@NullMarked
package dev.takt.api;

import org.jspecify.annotations.NullMarked;
