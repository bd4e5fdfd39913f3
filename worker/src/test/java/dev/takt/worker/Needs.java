package dev.takt.worker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * For tests that need a tool besides the JDK. Where it is not there they fail, unless {@code
 * ./verify} could not bring it and said so: it passes the names of such tools on in {@code
 * TAKT_TESTS_WITHOUT}, and names what was not run in its closing lines. So no test is skipped in
 * silence because of what happens to be installed.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Needs.All.class)
@ExtendWith(Needs.IsThere.class)
public @interface Needs {
  Tool value();

  /** Several. */
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(Needs.IsThere.class)
  @interface All {
    Needs[] value();
  }

  /** Looks for it. */
  final class IsThere implements ExecutionCondition {
    private static final List<String> WITHOUT =
        Arrays.asList(System.getenv().getOrDefault("TAKT_TESTS_WITHOUT", "").split(" "));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      for (Needs needs :
          AnnotationSupport.findRepeatableAnnotations(context.getElement(), Needs.class)) {
        Tool tool = needs.value();
        if (WITHOUT.contains(tool.name().toLowerCase(Locale.ROOT))) {
          return ConditionEvaluationResult.disabled(
              "NOT RUN, since ./verify could not bring: " + tool);
        }
        if (tool.find().isEmpty()) {
          throw new AssertionError("there is no " + tool + " here: ./verify brings it");
        }
      }
      return ConditionEvaluationResult.enabled("what it needs is there");
    }
  }
}
