/** Unpaid invoices in the database: cases, their steps, policies, what was recovered. */
@NullMarked
package dev.takt.activities.dunning;

import org.jspecify.annotations.NullMarked;
