package dev.takt.api.web;

import dev.takt.records.labels.Metadata;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Metadata whose keys and values are no larger than may be, where there is any. */
@Constraint(validatedBy = MetadataLimits.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface MetadataLimits {
  String message() default "{fault}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** What a request is told of metadata that it would have too much of. */
  String TOO_MANY = "may have " + Metadata.MOST_KEYS + " keys at most";

  /** The check, which names the key that is wrong. */
  final class Validator
      implements ConstraintValidator<MetadataLimits, Map<String, @Nullable String>> {

    @Override
    public boolean isValid(
        @Nullable Map<String, @Nullable String> metadata, ConstraintValidatorContext context) {
      if (metadata == null) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      if (metadata.size() > 2 * Metadata.MOST_KEYS) {
        return refused(context, null, TOO_MANY);
      }
      if (Metadata.NONE.with(metadata).hasTooManyKeys()) {
        return refused(context, null, TOO_MANY);
      }
      for (var entry : metadata.entrySet()) {
        String fault = fault(entry.getKey(), entry.getValue());
        if (fault != null) {
          return refused(context, entry.getKey(), fault);
        }
      }
      return true;
    }

    private static @Nullable String fault(String key, @Nullable String value) {
      if (key.isBlank() || key.length() > Metadata.LONGEST_KEY || !StrictJson.storable(key)) {
        return "a key must have 1 to " + Metadata.LONGEST_KEY + " characters";
      }
      return value != null && value.length() > Metadata.LONGEST_VALUE
          ? "may have " + Metadata.LONGEST_VALUE + " characters at most"
          : null;
    }

    private static boolean refused(
        ConstraintValidatorContext context, @Nullable String key, String fault) {
      var violation =
          context
              .unwrap(HibernateConstraintValidatorContext.class)
              .addMessageParameter("fault", fault)
              .buildConstraintViolationWithTemplate("{fault}");
      if (key != null && StrictJson.storable(key)) {
        violation.addPropertyNode(key).addConstraintViolation();
      } else {
        violation.addConstraintViolation();
      }
      return false;
    }
  }
}
