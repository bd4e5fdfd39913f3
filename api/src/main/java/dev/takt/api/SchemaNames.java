package dev.takt.api;

import io.swagger.v3.core.jackson.TypeNameResolver;

/**
 * Names schemas of the OpenAPI document. Two controllers may each have a {@code Report}; by their
 * own names alone, one would be described as the other.
 */
final class SchemaNames extends TypeNameResolver {

  @Override
  protected String getNameOfClass(Class<?> type) {
    Class<?> owner = type.getEnclosingClass();
    if (owner == null) {
      return type.getSimpleName();
    }
    String place = owner.getSimpleName().replaceFirst("Controller$", "");
    return type.getSimpleName().startsWith(place)
        ? type.getSimpleName()
        : place + type.getSimpleName();
  }
}
