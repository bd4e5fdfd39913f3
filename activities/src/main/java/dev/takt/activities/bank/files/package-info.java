/**
 * Files in which banks tell what was paid in and out: CAMT.053, CAMT.054 and Norwegian OCR giro.
 */
@NullMarked
package dev.takt.activities.bank.files;

import org.jspecify.annotations.NullMarked;
