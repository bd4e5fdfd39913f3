package dev.takt.api.web;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that is not blank, where there is one. */
@Size(min = 1)
@Pattern(regexp = "(?s).*\\P{javaWhitespace}.*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {
  /** The largest number of characters. */
  @OverridesAttribute(constraint = Size.class)
  int max();

  String message() default "must have 1 to {max} characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
