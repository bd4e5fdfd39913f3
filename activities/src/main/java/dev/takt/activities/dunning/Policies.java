package dev.takt.activities.dunning;

import dev.takt.records.dunning.DunningPolicies;
import dev.takt.workflows.dunning.DefaultPolicy;
import dev.takt.workflows.dunning.DunningPolicy;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The merchants' policies: which one an invoice follows. */
@Component
class Policies {
  private final DunningPolicies policies;

  Policies(DunningPolicies policies) {
    this.policies = policies;
  }

  /** A policy with its name. */
  record Named(String name, DunningPolicy policy) {}

  /** The most particular one that fits; else the default, the merchant's own or the built-in. */
  Named forInvoice(String tenant, List<String> planIds, String kind, @Nullable String segment) {
    List<Named> own =
        policies.of(tenant).stream()
            .map(named -> new Named(named.key().name(), named.body()))
            .toList();
    return own.stream()
        .filter(named -> fits(named, planIds, kind, segment))
        .max(Comparator.comparingInt(Policies::weight))
        .orElseGet(() -> new Named(DunningPolicies.DEFAULT, DefaultPolicy.policy()));
  }

  private static boolean fits(
      Named named, List<String> planIds, String kind, @Nullable String segment) {
    var to = named.policy().appliesTo();
    return to == null
        ? named.name().equals(DunningPolicies.DEFAULT)
        : to.fits(planIds, kind, segment);
  }

  private static int weight(Named named) {
    var to = named.policy().appliesTo();
    return to == null ? 0 : to.weight();
  }
}
