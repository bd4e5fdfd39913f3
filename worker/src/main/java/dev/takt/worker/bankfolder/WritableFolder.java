package dev.takt.worker.bankfolder;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder that is there and may be written into; nothing is none, and valid. */
@Constraint(validatedBy = WritableFolder.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface WritableFolder {
  /** What it must be. */
  String message();

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<WritableFolder, Path> {
    @Override
    public boolean isValid(@Nullable Path folder, ConstraintValidatorContext context) {
      return folder == null || (Files.isDirectory(folder) && Files.isWritable(folder));
    }
  }
}
