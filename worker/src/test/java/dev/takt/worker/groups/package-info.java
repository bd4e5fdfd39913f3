/** Stories of groups over REST: several subscriptions, one date, one invoice, one payment. */
package dev.takt.worker.groups;
