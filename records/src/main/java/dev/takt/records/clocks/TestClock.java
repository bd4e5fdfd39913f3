package dev.takt.records.clocks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A test clock. Only its workflow moves it.
 *
 * @param target what it advances to, while it does
 * @param failure what stopped it, when it is {@code FAILED}
 */
@Table
public record TestClock(
    @Id String id,
    String tenant,
    @Column("now_at") Instant now,
    @Nullable Instant target,
    Status status,
    @Nullable String failure,
    Instant createdAt) {

  /** What it is doing. */
  public enum Status {
    READY,
    ADVANCING,
    FAILED
  }
}
