@NullMarked
package dev.takt.api.workflow;

import org.jspecify.annotations.NullMarked;
