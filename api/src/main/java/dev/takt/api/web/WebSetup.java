package dev.takt.api.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts strict JSON, our arguments and the check of parameters into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class WebSetup implements WebMvcConfigurer {
  private final List<HandlerMethodArgumentResolver> resolvers;

  WebSetup(List<HandlerMethodArgumentResolver> resolvers) {
    this.resolvers = List.copyOf(resolvers);
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.withJsonConverter(new JacksonJsonHttpMessageConverter(StrictJson.MAPPER));
  }

  @Override
  public Validator getValidator() {
    return new SpringValidatorAdapter(Violations.VALIDATOR);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> all) {
    all.addAll(resolvers);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new KnownParameters()).addPathPatterns("/v1/**");
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, LocalDate.class, parameter(StrictJson::date));
    registry.addConverter(String.class, Instant.class, parameter(StrictJson::instant));
  }

  private static <T> Converter<String, T> parameter(Converter<String, T> parse) {
    return parse;
  }
}
