@NullMarked
package dev.takt.api.web;

import org.jspecify.annotations.NullMarked;
