package dev.takt.worker;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Why Takt did not start, in one line, where whoever starts it can mend it. Spring asks this
 * reporter first: what is said in a line is not logged with its stack trace too.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailure implements SpringBootExceptionReporter {

  /** Spring makes it. */
  public StartFailure(@Nullable ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    return advice(failure).isPresent();
  }

  /** What people can mend, wherever in the start it was found. */
  static Optional<String> advice(Throwable failure) {
    return causes(failure)
        .filter(CannotStart.class::isInstance)
        .map(cause -> Objects.requireNonNull(cause.getMessage()))
        .findFirst()
        .or(() -> setting(failure));
  }

  /** A setting that is no value of its type. */
  private static Optional<String> setting(Throwable failure) {
    Object wrong =
        causes(failure)
            .filter(TypeMismatchException.class::isInstance)
            .map(cause -> ((TypeMismatchException) cause).getValue())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return causes(failure)
        .filter(UnsatisfiedDependencyException.class::isInstance)
        .map(cause -> ((UnsatisfiedDependencyException) cause).getInjectionPoint())
        .flatMap(StartFailure::property)
        .filter(name -> wrong != null)
        .map(
            name ->
                "%s is \"%s\", which makes no sense there; see README.md, \"Running it\"."
                    .formatted(name, wrong))
        .findFirst();
  }

  /** The variable behind {@code @Value("${takt.pages.misses:20}")}. */
  private static Stream<String> property(@Nullable InjectionPoint point) {
    Value value = point == null ? null : point.getAnnotation(Value.class);
    return value == null
        ? Stream.empty()
        : Stream.of(
            value
                .value()
                .replaceFirst("^\\$\\{([^:}]*).*$", "$1")
                .replaceAll("[.-]", "_")
                .toUpperCase(Locale.ROOT));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
