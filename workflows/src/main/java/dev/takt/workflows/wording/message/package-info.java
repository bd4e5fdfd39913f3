/** What customers are told: texts with places, and what is put in them. Merchants may word them. */
@NullMarked
package dev.takt.workflows.wording.message;

import org.jspecify.annotations.NullMarked;
