package dev.takt.worker;

import static java.util.stream.Collectors.joining;

import jakarta.validation.Constraint;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.validation.FieldError;

/**
 * The analysis of a setting that makes no sense: the variable, and what it must be. A text may be a
 * secret, and is not repeated.
 */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, BindException failure) {
    return new FailureAnalysis(line(failure), null, failure);
  }

  private static String line(BindException failure) {
    if (failure.getCause() instanceof BindValidationException invalid
        && invalid.getValidationErrors().getAllErrors().getFirst() instanceof FieldError field) {
      return line(
          failure.getName() + "." + DataObjectPropertyName.toDashedForm(field.getField()),
          field.getRejectedValue() instanceof CharSequence ? null : field.getRejectedValue(),
          Objects.requireNonNullElse(field.getDefaultMessage(), "something else"));
    }
    boolean isPlain = isPlain(failure.getTarget().getType().resolve(Object.class));
    var property = failure.getProperty();
    return line(
        failure.getName().toString(),
        isPlain && property != null ? property.getValue() : null,
        isPlain ? expected(failure.getTarget()) : cause(failure));
  }

  private static String line(String name, @Nullable Object value, String expected) {
    return "%s %s; it must be %s."
        .formatted(
            name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
            value == null ? "makes no sense" : "is \"" + value + "\"",
            expected);
  }

  /** Whether a text that was to be one of these is no secret: a number, a duration, a name. */
  private static boolean isPlain(Class<?> type) {
    return type.isPrimitive() || type.isEnum() || type.getName().startsWith("java.");
  }

  private static String expected(Bindable<?> target) {
    for (Annotation annotation : target.getAnnotations()) {
      if (annotation.annotationType().isAnnotationPresent(Constraint.class)) {
        return String.valueOf(AnnotationUtils.getValue(annotation, "message"));
      }
    }
    Class<?> type = target.getType().resolve(Object.class);
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(joining(", ", "one of ", ""));
    }
    return type == boolean.class || type == Boolean.class
        ? "true or false"
        : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What the type itself says that it must be. */
  private static String cause(BindException failure) {
    String message = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
    return Objects.requireNonNullElse(message, "something else");
  }
}
