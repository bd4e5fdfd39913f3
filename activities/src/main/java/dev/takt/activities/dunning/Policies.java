package dev.takt.activities.dunning;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.dunning.DefaultPolicy;
import dev.takt.workflows.dunning.DunningPolicy;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The merchants' policies: which one an invoice follows. */
@Component
class Policies {
  static final String DEFAULT = "default";

  private final JdbcClient database;

  Policies(JdbcClient database) {
    this.database = database;
  }

  /** A policy with its name. */
  record Named(String name, DunningPolicy policy) {}

  /** The most particular one that fits; else the default, the merchant's own or the built-in. */
  Named forInvoice(String tenant, List<String> planIds, String kind, @Nullable String segment) {
    List<Named> own =
        database
            .sql("select name, body from dunning_policy where tenant = :tenant order by name")
            .param("tenant", tenant)
            .query(
                (row, number) ->
                    new Named(
                        row.getString("name"),
                        SqlValues.read(row.getString("body"), DunningPolicy.class)))
            .list();
    return own.stream()
        .filter(named -> fits(named, planIds, kind, segment))
        .max(Comparator.comparingInt(Policies::weight))
        .orElseGet(() -> new Named(DEFAULT, DefaultPolicy.policy()));
  }

  private static boolean fits(
      Named named, List<String> planIds, String kind, @Nullable String segment) {
    var to = named.policy().appliesTo();
    return to == null ? named.name().equals(DEFAULT) : to.fits(planIds, kind, segment);
  }

  private static int weight(Named named) {
    var to = named.policy().appliesTo();
    return to == null ? 0 : to.weight();
  }
}
