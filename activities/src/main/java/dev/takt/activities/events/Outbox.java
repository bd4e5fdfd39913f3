package dev.takt.activities.events;

import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.events.EventPayload;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The events that clients catch up from. They are written in the transaction of what they tell, so
 * there is none without its fact and no fact without its event.
 */
@Component
public class Outbox {
  private final JdbcClient database;

  public Outbox(JdbcClient database) {
    this.database = database;
  }

  /**
   * Appends events in order, each with the next number of its subject. The caller holds the lock on
   * the subject's row, so numbers have no holes; should it not, the database refuses the second of
   * a number. The same statement notes for each endpoint that wants them that they are to be
   * delivered: so no delivery is lost, and a renewal needs no statement more for it. It adds the
   * metadata of the subject, which no workflow knows.
   *
   * @param at business time
   */
  public void append(String tenant, Instant at, List<? extends EventPayload> events) {
    if (events.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            with added as (
              insert into event (id, tenant, type, subject_id, sequence, occurred_at, data)
              select e.id, :tenant, e.type, e.subject,
                coalesce((select max(o.sequence) from event o where o.subject_id = e.subject), 0)
                  + row_number() over (partition by e.subject order by e.place),
                :at, case when l.metadata <> '{}'
                  then e.data || jsonb_build_object('metadata', l.metadata) else e.data end
              from rows from (jsonb_to_recordset(cast(:events as jsonb))
                  as (id text, type text, subject text, data jsonb))
                with ordinality as e (id, type, subject, data, place)
                left join label l on l.subject_id = e.subject
              returning id, tenant, type, subject_id, sequence)
            insert into webhook_delivery (tenant, endpoint_id, event_id, subject_id, sequence)
            select a.tenant, w.id, a.id, a.subject_id, a.sequence
            from added a join webhook_endpoint w on w.tenant = a.tenant and w.enabled
              and w.types && array['*', split_part(a.type, '.', 1) || '.*', a.type]
            """)
        .param("tenant", tenant)
        .param("at", SqlValues.instant(at))
        .param("events", SqlValues.json(events.stream().map(Row::of).toList()))
        .update();
  }

  /**
   * An event on its way into the database. It travels in one JSON array: of an array of texts the
   * planner would look at the length, and so plan this statement anew each time.
   */
  private record Row(String id, String type, String subject, EventPayload data) {
    static Row of(EventPayload event) {
      return new Row(Ids.next("evt"), event.type(), event.subjectId(), event);
    }
  }
}
