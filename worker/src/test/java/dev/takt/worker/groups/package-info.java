/** Stories of pauses, cancellation and changes over REST: no change ever needs a repair. */
package dev.takt.worker.groups;
