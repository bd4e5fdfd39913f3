package dev.takt.worker.metrics;

import dev.takt.activities.due.DueWork;
import dev.takt.workflows.dunning.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Debts: how many there are and why, how far they have come, and those that stand still. */
final class DunningFigures implements Figures {
  private final JdbcClient database;
  private final DueWork work;

  DunningFigures(JdbcClient database, DueWork work) {
    this.database = database;
    this.work = work;
  }

  @Override
  public List<Figure> read() {
    List<Figure> figures = new ArrayList<>(open());
    figures.addAll(stages());
    figures.addAll(late());
    return figures;
  }

  /** By the index open_cases alone. */
  private List<Figure> open() {
    Map<String, Long> open = new TreeMap<>();
    database
        .sql(
            """
            select reason, count(*) as open from dunning_case
            where status = 'OPEN' and test_clock_id is null group by reason
            """)
        .query((row, _) -> open.put(row.getString("reason"), row.getLong("open")))
        .list();
    List<Figure> figures = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      figures.add(
          Figure.count(
                  "takt.dunning.open",
                  "Debts that are being pursued, by the reason why they are unpaid",
                  open.getOrDefault(reason.name(), 0L))
              .tagged("reason", reason.name()));
    }
    return figures;
  }

  private List<Figure> stages() {
    // Through the partial indexes open_cases, suspending_cases and cases_for_people.
    return database
        .sql(
            """
            select
              (select count(*) from dunning_case
               where status = 'OPEN' and test_clock_id is null and next_due_at is null) as standing,
              (select count(*) from dunning_case
               where status = 'OPEN' and test_clock_id is null
                 and (state -> 'effects' ->> 'suspended')::boolean) as suspended,
              (select count(*) from dunning_case
               where status = 'OPEN' and test_clock_id is null
                 and (state -> 'waits' ->> 'person')::boolean) as for_people
            """)
        .query(
            (row, _) ->
                List.of(
                    Figure.count(
                        "takt.dunning.standing",
                        "Open debts with nothing planned: they wait for money, a card or a person",
                        row.getLong("standing")),
                    Figure.count(
                        "takt.dunning.suspended",
                        "Open debts for which service is withheld",
                        row.getLong("suspended")),
                    Figure.count(
                        "takt.dunning.for.people",
                        "Open debts that wait for a person at the merchant's",
                        row.getLong("for_people"))))
        .single();
  }

  private List<Figure> late() {
    DueWork.Backlog cases = work.backlog(DueWork.Kind.DUNNING_CASE);
    return List.of(
        Figure.count(
            "takt.dunning.stuck", "Debts with a step that was due over an hour ago", cases.stuck()),
        Figure.seconds(
            "takt.dunning.lag",
            "How long ago that step was due which has waited longest",
            cases.lag()));
  }
}
