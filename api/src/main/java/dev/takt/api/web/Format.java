package dev.takt.api.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** A text of a format, where there is one. */
@Constraint(validatedBy = Format.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Format {
  TextFormat value();

  String message() default "{fault}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The check, whose message is the format's own. */
  final class Validator implements ConstraintValidator<Format, String> {
    private TextFormat format = TextFormat.CURRENCY;

    @Override
    public void initialize(Format constraint) {
      format = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      String fault = text == null ? null : format.fault(text);
      context
          .unwrap(HibernateConstraintValidatorContext.class)
          .addMessageParameter("fault", String.valueOf(fault));
      return fault == null;
    }
  }
}
