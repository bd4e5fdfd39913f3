/** What a seller is known by: numbers of registers and banks, with their check digits. */
@NullMarked
package dev.takt.workflows.seller;

import org.jspecify.annotations.NullMarked;
