package dev.takt.activities.records;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
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
    append(List.of(entry));
  }

  /** Adds changes, in one statement. */
  public void append(List<Entry> entries) {
    database
        .sql(
            """
            insert into history
              (id, tenant, subject_id, at, actor, action, request, before, after, refusal)
            select h.* from jsonb_to_recordset(cast(:entries as jsonb)) as h (id text, tenant text,
              subject text, at timestamptz, actor text, action text, request jsonb, before jsonb,
              after jsonb, refusal jsonb)
            """)
        .param("entries", SqlValues.json(entries.stream().map(Row::of).toList()))
        .update();
  }

  /** A change on its way into the database; what is JSON already stays as it is. */
  private record Row(
      String id,
      String tenant,
      String subject,
      Instant at,
      String actor,
      String action,
      @JsonRawValue @Nullable String request,
      @JsonRawValue @Nullable String before,
      @JsonRawValue @Nullable String after,
      @JsonRawValue @Nullable String refusal) {

    static Row of(Entry entry) {
      return new Row(
          Ids.next("his"),
          entry.tenant,
          entry.subjectId,
          entry.at,
          entry.actor,
          entry.action,
          SqlValues.jsonOrNull(entry.request),
          SqlValues.jsonOrNull(entry.before),
          SqlValues.jsonOrNull(entry.after),
          SqlValues.jsonOrNull(entry.refusal));
    }
  }

  /** Whether a change was made at this very request, whose id is in what was asked for. */
  public boolean has(String tenant, String subjectId, String action, String requestId) {
    return database
        .sql(
            """
            select exists (select 1 from history where tenant = :tenant
              and subject_id = :subject and action = :action
              and request ->> 'requestId' = :request)
            """)
        .param("tenant", tenant)
        .param("subject", subjectId)
        .param("action", action)
        .param("request", requestId)
        .query(Boolean.class)
        .single();
  }
}
