package dev.takt.api.access;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a handler the {@link Caller} or the {@link Operator}, or answers 401. */
@Component
class CallerArgument implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class
        || parameter.getParameterType() == Operator.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binder) {
    Class<?> wanted = parameter.getParameterType();
    Object found = request.getAttribute(wanted.getName(), RequestAttributes.SCOPE_REQUEST);
    if (found == null) {
      throw ApiKeyFilter.unauthorized(
          wanted == Operator.class
              ? "this takes the operator's token"
              : "this takes a merchant's key, not the operator's token");
    }
    return found;
  }
}
