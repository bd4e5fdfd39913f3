/** Where merchants want to be told of events. */
@NullMarked
package dev.takt.records.webhooks;

import org.jspecify.annotations.NullMarked;
