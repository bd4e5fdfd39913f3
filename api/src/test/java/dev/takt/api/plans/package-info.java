@NullMarked
package dev.takt.api.plans;

import org.jspecify.annotations.NullMarked;
