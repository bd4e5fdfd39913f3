package dev.takt.activities.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;

/** A period of ISO 8601, such as P6Y, of so many days or more. */
@Constraint(validatedBy = KeptAtLeast.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface KeptAtLeast {
  int days();

  String message() default "a period of at least {days} days, such as P400D or P6Y";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<KeptAtLeast, String> {
    private static final OffsetDateTime START =
        OffsetDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private Duration least = Duration.ZERO;

    @Override
    public void initialize(KeptAtLeast constraint) {
      least = Duration.ofDays(constraint.days());
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      try {
        return !START.plus(Period.parse(text)).isBefore(START.plus(least));
      } catch (DateTimeException | ArithmeticException _) {
        return false;
      }
    }
  }
}
