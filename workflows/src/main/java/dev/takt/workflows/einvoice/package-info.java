/**
 * What an invoice or a credit note says as an electronic one, and the formats that it is written
 * in. Pure: values in, bytes out; nothing is sent from here.
 */
@NullMarked
package dev.takt.workflows.einvoice;

import org.jspecify.annotations.NullMarked;
