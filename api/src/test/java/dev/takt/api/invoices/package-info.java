@NullMarked
package dev.takt.api.invoices;

import org.jspecify.annotations.NullMarked;
