package dev.takt.records.plans;

import dev.takt.records.Conditions;
import dev.takt.records.Rows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** Plans. */
public interface Plans extends Repository<Plan, String>, Rows<Plan> {

  Optional<Plan> findByTenantAndId(String tenant, String id);

  /** The plan, which nobody else changes until the transaction ends. */
  @Lock(LockMode.PESSIMISTIC_WRITE)
  Optional<Plan> findForUpdateByTenantAndId(String tenant, String id);

  /** Keeps the plan's row as it is until the transaction ends; others may hold it, too. */
  @Query("select id from plan where tenant = :tenant and id = :id for share")
  Optional<String> hold(String tenant, String id);

  /** Keeps the plan for itself until the transaction ends; waits while others hold it. */
  @Query("select id from plan where tenant = :tenant and id = :id for no key update")
  Optional<String> lock(String tenant, String id);

  /** A page of a tenant's plans, newest first. */
  default List<Plan> page(
      String tenant,
      @Nullable String code,
      @Nullable String externalRef,
      @Nullable String after,
      int rows) {
    return page(
        Conditions.of(tenant)
            .and("code = :code", "code", code)
            .and("external_ref = :ref", "ref", externalRef),
        after,
        rows);
  }
}
