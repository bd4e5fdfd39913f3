package dev.takt.api.dunning;

import dev.takt.workflows.dunning.DefaultPolicy;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.port.Wire;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The merchants' policies. They are reference data: cases keep the one that they began with. */
@Repository
class DunningPolicies {
  static final String DEFAULT = "default";

  private final JdbcClient jdbc;

  DunningPolicies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A policy by its name; the default is always there. */
  Optional<DunningPolicy> find(String tenant, String name) {
    Optional<DunningPolicy> own =
        jdbc.sql("select body from dunning_policy where tenant = :tenant and name = :name")
            .param("tenant", tenant)
            .param("name", name)
            .query((row, _) -> Wire.read(row.getString("body"), DunningPolicy.class))
            .optional();
    return own.isEmpty() && name.equals(DEFAULT) ? Optional.of(DefaultPolicy.policy()) : own;
  }

  void put(String tenant, String name, DunningPolicy policy, Instant at) {
    jdbc.sql(
            """
            insert into dunning_policy (tenant, name, body, updated_at)
            values (:tenant, :name, cast(:body as jsonb), :at)
            on conflict (tenant, name) do update
              set body = excluded.body, updated_at = excluded.updated_at
            """)
        .param("tenant", tenant)
        .param("name", name)
        // As workflows' payloads are written, since cases keep it among their facts.
        .param("body", Wire.write(policy))
        .param("at", dev.takt.api.web.Columns.at(at))
        .update();
  }
}
