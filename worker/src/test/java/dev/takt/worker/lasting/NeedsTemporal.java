package dev.takt.worker.lasting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that need the {@code temporal} command. Without one on the {@code PATH} they are
 * reported as skipped, with the reason, and {@code .ci/run}, which installs it, names them in its
 * closing lines.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTemporal.IsThere.class)
public @interface NeedsTemporal {

  /** Looks for it. */
  final class IsThere implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return TemporalCommand.path().isPresent()
          ? ConditionEvaluationResult.enabled("there is a temporal command")
          : ConditionEvaluationResult.disabled(
              "NOT RUN, since there is no temporal command on the PATH: .ci/run installs it");
    }
  }
}
