package dev.takt.api.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;

/** Violated constraints as errors of fields, in the order in which a request has its fields. */
final class Violations {
  /** Messages are English, whatever the caller reads, and evaluate nothing. */
  static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(
              new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
          .buildValidatorFactory()
          .getValidator();

  private Violations() {}

  static List<FieldError> of(Record request) {
    return of(request.getClass(), VALIDATOR.validate(request));
  }

  /** What Spring found of a body. */
  static List<FieldError> of(MethodArgumentNotValidException body) {
    return of(
        body.getParameter().getParameterType(),
        body.getAllErrors().stream()
            .<ConstraintViolation<?>>map(error -> error.unwrap(ConstraintViolation.class))
            .toList());
  }

  /** What Spring found of parameters. */
  static List<FieldError> of(MethodValidationResult parameters) {
    return parameters.getParameterValidationResults().stream()
        .flatMap(
            parameter ->
                parameter.getResolvableErrors().stream()
                    .map(
                        error ->
                            new FieldError(
                                String.valueOf(parameter.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
        .toList();
  }

  private static List<FieldError> of(
      Class<?> request, Collection<? extends ConstraintViolation<?>> violations) {
    return violations.stream()
        .map(found -> new FieldError(pointer(found.getPropertyPath()), found.getMessage()))
        .sorted(order(request).thenComparing(FieldError::pointer))
        .toList();
  }

  /** The order in which a request has its fields. */
  static Comparator<FieldError> order(Class<?> request) {
    List<String> fields =
        Stream.of(request.getRecordComponents()).map(RecordComponent::getName).toList();
    return Comparator.comparingInt(error -> fields.indexOf(error.field()));
  }

  private static String pointer(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : path) {
      if (node.isInIterable()) {
        pointer.append(FieldError.step(node.getIndex() == null ? node.getKey() : node.getIndex()));
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        pointer.append(FieldError.step(node.getName()));
      }
    }
    return pointer.toString();
  }
}
