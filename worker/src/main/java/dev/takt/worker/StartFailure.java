package dev.takt.worker;

import dev.takt.worker.settings.CannotStart;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The reason why Takt did not start, in one line, where whoever starts it can mend it. Spring asks
 * this reporter first: what is said in a line is not logged with its stack trace too.
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
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(CannotStart.class::isInstance)
        .map(cause -> Objects.requireNonNull(cause.getMessage()))
        .findFirst()
        .or(
            () ->
                Optional.ofNullable(new SettingFailureAnalyzer().analyze(failure))
                    .map(FailureAnalysis::getDescription));
  }
}
