package dev.takt.records.dunning;

import dev.takt.workflows.dunning.DunningPolicy;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A merchant's dunning policy. */
@Table("dunning_policy")
public record NamedPolicy(@Id Key key, DunningPolicy body, Instant updatedAt) {

  /** Whose it is, and what it is called. */
  public record Key(String tenant, String name) {}
}
