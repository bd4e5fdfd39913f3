/** Messages to customers, the links in them, and what customers are told by date. */
@NullMarked
package dev.takt.activities.messages;

import org.jspecify.annotations.NullMarked;
