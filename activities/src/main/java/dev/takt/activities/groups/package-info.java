/** Brings what happened to a group to the workflows of its members. */
@NullMarked
package dev.takt.activities.groups;

import org.jspecify.annotations.NullMarked;
