package dev.takt.worker.security;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts {@link TenantConnections} over the pool, where REST is answered. */
@Configuration(proxyBeanMethods = false)
public class TenantBinding {

  @Bean(destroyMethod = "close")
  static Binder tenantBinder() {
    return new Binder();
  }

  /** Wraps the pool as it is made. */
  static final class Binder implements BeanPostProcessor, Ordered, AutoCloseable {
    private final List<TenantConnections> made = new ArrayList<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof HikariDataSource pool) {
        var connections = new TenantConnections(pool);
        made.add(connections);
        return connections;
      }
      return bean;
    }

    /** Before what else is put over the pool, such as tracing: that would hide it. */
    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void close() {
      made.forEach(TenantConnections::close);
    }
  }
}
