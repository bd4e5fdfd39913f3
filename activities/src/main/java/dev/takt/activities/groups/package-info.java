/** A group in the database: its requests, its joint invoices, and the news for its members. */
@NullMarked
package dev.takt.activities.groups;

import org.jspecify.annotations.NullMarked;
