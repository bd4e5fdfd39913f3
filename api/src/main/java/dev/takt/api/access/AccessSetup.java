package dev.takt.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The check of each handler's {@link Right}, when Takt starts and at every request. */
@Configuration(proxyBeanMethods = false)
class AccessSetup implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new RightInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
  }

  /** Checks the right of the handler that a request was matched to. */
  private static final class RightInterceptor implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (handler instanceof HandlerMethod method) {
        Right.of(method).check(request);
      }
      return true;
    }
  }

  /** A handler that declares no right keeps Takt from starting. */
  @Bean
  SmartInitializingSingleton rightsAreDeclared(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping) {
    return () -> mapping.getObject().getHandlerMethods().values().forEach(Right::of);
  }
}
