package dev.takt.records.dunning;

import dev.takt.records.Rows;
import dev.takt.workflows.dunning.DefaultPolicy;
import dev.takt.workflows.dunning.DunningPolicy;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The merchants' policies. They are reference data: cases keep the one that they began with. */
public interface DunningPolicies
    extends Repository<NamedPolicy, NamedPolicy.Key>, Rows<NamedPolicy> {
  /** The name of the policy that is always there. */
  String DEFAULT = "default";

  Optional<NamedPolicy> findById(NamedPolicy.Key key);

  @Query("select * from dunning_policy where tenant = :tenant order by name")
  List<NamedPolicy> of(String tenant);

  /** A policy by its name; the default is always there. */
  default Optional<DunningPolicy> find(String tenant, String name) {
    Optional<DunningPolicy> own =
        findById(new NamedPolicy.Key(tenant, name)).map(NamedPolicy::body);
    return own.isEmpty() && name.equals(DEFAULT) ? Optional.of(DefaultPolicy.policy()) : own;
  }
}
