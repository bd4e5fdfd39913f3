/** References that a payer states in a transfer, with the check digits that banks know. */
@NullMarked
package dev.takt.activities.references;

import org.jspecify.annotations.NullMarked;
