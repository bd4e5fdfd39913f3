package dev.takt.worker.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that tell a program another time than the machine's, by libfaketime (Debian's package
 * {@code faketime}). Without it they are reported as skipped; {@code .ci/run} installs it where it
 * can, and names them in its closing lines where it cannot.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsFaketime.IsThere.class)
@interface NeedsFaketime {

  /** Looks for it. */
  final class IsThere implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return library().isPresent()
          ? ConditionEvaluationResult.enabled("there is a libfaketime")
          : ConditionEvaluationResult.disabled(
              "NOT RUN, since there is no libfaketime: install Debian's package faketime");
    }

    /** The library for programs with many threads. */
    static Optional<Path> library() {
      Path libraries = Path.of("/usr/lib");
      if (!Files.isDirectory(libraries)) {
        return Optional.empty();
      }
      try (var places = Files.list(libraries)) {
        return places
            .map(place -> place.resolve("faketime/libfaketimeMT.so.1"))
            .filter(Files::isRegularFile)
            .findFirst();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
