/** Tests of who may ask for what. */
@org.jspecify.annotations.NullMarked
package dev.takt.api.access;
