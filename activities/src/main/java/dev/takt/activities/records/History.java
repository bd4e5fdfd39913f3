package dev.takt.activities.records;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
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
            select h.* from unnest(cast(:ids as text[]), cast(:tenants as text[]),
              cast(:subjects as text[]), cast(:ats as timestamptz[]), cast(:actors as text[]),
              cast(:actions as text[]), cast(:requests as jsonb[]), cast(:befores as jsonb[]),
              cast(:afters as jsonb[]), cast(:refusals as jsonb[])) as h
            """)
        .param("ids", entries.stream().map(entry -> Ids.next("his")).toArray(String[]::new))
        .param("tenants", texts(entries, Entry::tenant))
        .param("subjects", texts(entries, Entry::subjectId))
        .param("ats", texts(entries, entry -> entry.at().toString()))
        .param("actors", texts(entries, Entry::actor))
        .param("actions", texts(entries, Entry::action))
        .param("requests", texts(entries, entry -> SqlValues.jsonOrNull(entry.request())))
        .param("befores", texts(entries, entry -> SqlValues.jsonOrNull(entry.before())))
        .param("afters", texts(entries, entry -> SqlValues.jsonOrNull(entry.after())))
        .param("refusals", texts(entries, entry -> SqlValues.jsonOrNull(entry.refusal())))
        .update();
  }

  private static @Nullable String[] texts(
      List<Entry> entries, Function<Entry, @Nullable String> column) {
    return entries.stream().map(column).toArray(String[]::new);
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
