package dev.takt.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.api.web.Problem;
import jakarta.servlet.FilterChain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The limit on an address without a key, wherever it asks. */
class AnonymousLimitTest {
  private static final FilterChain NOTHING = (_, _) -> {};

  private final ApiKeyFilter filter = filter();

  private static ApiKeyFilter filter() {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    beans.registerSingleton("requestMappingHandlerMapping", new RequestMappingHandlerMapping());
    var settings = new AccessSettings("op_test", 1000, 5);
    return new ApiKeyFilter(
        _ -> Optional.empty(),
        new RateLimits(settings),
        new Match.Finder(beans.getBeanProvider(RequestMappingHandlerMapping.class)),
        settings);
  }

  private int status(String path) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      filter.doFilter(request, response, NOTHING);
    } catch (Problem refused) {
      return refused.status();
    }
    return response.getStatus();
  }

  @Test
  void pagesAndDocumentsAndUnknownAddressesCount() throws Exception {
    for (String path : List.of("/pay/x", "/docs", "/v3/api-docs", "/nothing")) {
      assertThat(status(path)).as(path).isEqualTo(200);
    }
    assertThat(status("/v1/plans")).isEqualTo(401);
    for (String path : List.of("/pay/x", "/docs", "/nothing", "/v1/plans")) {
      assertThat(status(path)).as(path).isEqualTo(429);
    }
    assertThat(status("/health")).isEqualTo(200);
    assertThat(status("/metrics")).isEqualTo(200);
  }
}
