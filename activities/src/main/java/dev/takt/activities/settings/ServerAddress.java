package dev.takt.activities.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address with a host and one of these schemes; nothing and an empty text are none, and valid.
 */
@Constraint(validatedBy = ServerAddress.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface ServerAddress {
  /** Those that it may have. */
  String[] schemes();

  /** What it must be, with an example. */
  String message();

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<ServerAddress, String> {
    private static final int MOST_PORT = 65_535;

    private List<String> schemes = List.of();

    @Override
    public void initialize(ServerAddress constraint) {
      schemes = Arrays.asList(constraint.schemes());
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      if (text == null || text.isEmpty()) {
        return true;
      }
      try {
        URI address = URI.create(text);
        return address.getScheme() != null
            && schemes.contains(address.getScheme())
            && address.getHost() != null
            && address.getPort() <= MOST_PORT
            && address.getRawFragment() == null;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }
}
