package dev.takt.api.web;

/**
 * What is wrong with one field.
 *
 * @param pointer a JSON pointer into the request, such as "/from"; "" is the whole of it
 */
public record FieldError(String pointer, String detail) {}
