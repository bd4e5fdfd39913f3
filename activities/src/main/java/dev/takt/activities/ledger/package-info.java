/** The double-entry journal: postings, and when money that was billed is earned. */
@NullMarked
package dev.takt.activities.ledger;

import org.jspecify.annotations.NullMarked;
