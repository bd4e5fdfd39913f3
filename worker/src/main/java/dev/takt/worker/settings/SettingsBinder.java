package dev.takt.worker.settings;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.core.env.Environment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Binds and validates settings as Spring does for beans, before there are any: what makes no sense
 * is said before anything is started.
 */
public final class SettingsBinder implements AutoCloseable {
  private final ValidatorFactory validators = Validation.buildDefaultValidatorFactory();
  private final Binder binder;

  public SettingsBinder(Environment environment) {
    this.binder = Binder.get(environment);
  }

  /**
   * The settings of a type that is annotated with {@link ConfigurationProperties}.
   *
   * @throws org.springframework.boot.context.properties.bind.BindException if one makes no sense
   */
  public <T> T bind(Class<T> type) {
    var properties = Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class));
    return binder.bindOrCreate(
        properties.value(),
        Bindable.of(type),
        new ValidationBindHandler(new SpringValidatorAdapter(validators.getValidator())));
  }

  @Override
  public void close() {
    validators.close();
  }
}
