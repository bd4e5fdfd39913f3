/** Merchants' accounts with payment gateways, and the gateways' call-backs. */
@NullMarked
package dev.takt.api.gateways;

import org.jspecify.annotations.NullMarked;
