package dev.takt.api.web;

/**
 * What is wrong with one field.
 *
 * @param pointer a JSON pointer into the request, such as "/from"; "" is the whole of it
 */
public record FieldError(String pointer, String detail) {

  /** The field of the request that it is about, or in; empty where it is about the whole. */
  String field() {
    return pointer.isEmpty() ? "" : pointer.split("/", 3)[1];
  }

  /** One step of a JSON pointer (RFC 6901): a field's name, or a place in a list. */
  static String step(Object name) {
    return "/" + name.toString().replace("~", "~0").replace("/", "~1");
  }
}
