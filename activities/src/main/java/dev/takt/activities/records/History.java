package dev.takt.activities.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who or what changed what, when, and from what to what: the audit trail. */
@Component
public class History {
  private final JdbcClient database;

  public History(JdbcClient database) {
    this.database = database;
  }

  /**
   * One change.
   *
   * @param at business time
   * @param actor a key's id, "signal", "operator", or "takt" for what falls due by itself
   * @param request what was asked for, as JSON
   * @param refusal why it was not granted, where it was not
   */
  public record Entry(
      String tenant,
      String subjectId,
      Instant at,
      String actor,
      String action,
      @Nullable Object request,
      @Nullable Object before,
      @Nullable Object after,
      @Nullable Object refusal) {}

  /** Adds a change, in the transaction that makes it. */
  public void append(Entry entry) {
    database
        .sql(
            """
            insert into history
              (id, tenant, subject_id, at, actor, action, request, before, after, refusal)
            values (:id, :tenant, :subject, :at, :actor, :action, cast(:request as jsonb),
              cast(:before as jsonb), cast(:after as jsonb), cast(:refusal as jsonb))
            """)
        .param("id", Ids.next("his"))
        .param("tenant", entry.tenant())
        .param("subject", entry.subjectId())
        .param("at", Columns.instant(entry.at()))
        .param("actor", entry.actor())
        .param("action", entry.action())
        .param("request", Columns.jsonOrNull(entry.request()))
        .param("before", Columns.jsonOrNull(entry.before()))
        .param("after", Columns.jsonOrNull(entry.after()))
        .param("refusal", Columns.jsonOrNull(entry.refusal()))
        .update();
  }

  /** Whether this very change, of this business time, was made before. */
  public boolean has(String tenant, String subjectId, String action, Instant at) {
    return database
        .sql(
            """
            select exists (select 1 from history where tenant = :tenant
              and subject_id = :subject and action = :action and at = :at)
            """)
        .param("tenant", tenant)
        .param("subject", subjectId)
        .param("action", action)
        .param("at", Columns.instant(at))
        .query(Boolean.class)
        .single();
  }
}
