package dev.takt.api.web;

import dev.takt.workflows.subscription.Limits;
import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.validator.constraints.Range;

/** An amount in minor units, up to a million millions. */
@Range
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Amount {
  /** The largest amount, in minor units. */
  long MAX = Limits.LARGEST_AMOUNT;

  @OverridesAttribute(constraint = Range.class)
  long min() default 0;

  @OverridesAttribute(constraint = Range.class)
  long max() default MAX;

  String message() default "must be a whole number of minor units from {min} to {max}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
