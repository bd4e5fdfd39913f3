package dev.takt.worker.security;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.takt.api.access.Tenancy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives a merchant's request a connection that sees this merchant's rows only, and everything else,
 * such as a worker's step, an ordinary one. The two come from pools of their own: so a renewal pays
 * nothing for it, and a request one round trip, and none when its connection served the same tenant
 * last.
 */
final class TenantConnections extends DelegatingDataSource implements AutoCloseable {
  private final HikariDataSource bound;

  /** Which tenant each connection of the bound pool is set to. */
  private final Map<Connection, String> tenants = Collections.synchronizedMap(new WeakHashMap<>());

  TenantConnections(HikariDataSource ordinary) {
    super(ordinary);
    var config = new HikariConfig();
    ordinary.copyStateTo(config);
    config.setPoolName(ordinary.getPoolName() + "-bound");
    config.setConnectionInitSql("set role takt_api");
    // Nothing before the first request: the role is made by the migrations.
    config.setInitializationFailTimeout(-1);
    config.setMinimumIdle(0);
    this.bound = new HikariDataSource(config);
  }

  @Override
  public Connection getConnection() throws SQLException {
    String tenant = Tenancy.current();
    return tenant == null ? super.getConnection() : boundTo(tenant);
  }

  @Override
  public void close() {
    bound.close();
  }

  private Connection boundTo(String tenant) throws SQLException {
    Connection connection = bound.getConnection();
    try {
      // What the pool keeps, beneath what it hands out anew each time.
      Connection physical = connection.unwrap(Connection.class);
      if (!tenant.equals(tenants.get(physical))) {
        tenants.remove(physical);
        try (var statement =
            connection.prepareStatement("select set_config('takt.tenant', ?, false)")) {
          statement.setString(1, tenant);
          statement.execute();
        }
        tenants.put(physical, tenant);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
