package dev.takt.worker;

import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Story;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the rows and bytes that a renewal leaves in PostgreSQL, for docs/scaling.md. It is no
 * test, and its name keeps it out of the build:
 *
 * <pre>./mvnw -pl worker -am -Dtest=StorageMeasurement -Dsurefire.failIfNoSpecifiedTests=false test
 * </pre>
 */
class StorageMeasurement {
  private static final int SUBSCRIPTIONS = 100;
  private static final int RENEWALS = 24;

  private record Size(long rows, long bytes) {}

  @Test
  void measure() {
    JdbcClient database = OneTakt.database();
    Story story = Story.from("2026-01-15");
    String plan = story.monthly();
    Map<String, Size> empty = sizes(database);
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      story.subscribe(story.customer("tok_ok"), plan, "2026-01-15");
    }
    Map<String, Size> before = sizes(database);
    print("a subscription with its first bill", empty, before, SUBSCRIPTIONS);
    story.on("2027-01-15");
    story.on("2028-01-15");
    print("a renewal", before, sizes(database), SUBSCRIPTIONS * RENEWALS);
  }

  /** A debt that is never paid: two months of tries and messages, until nothing more is planned. */
  @Test
  void measureDebts() {
    JdbcClient database = OneTakt.database();
    Story story = Story.from("2026-01-15");
    String plan = story.plan(Map.of("unit", "YEAR"));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      story.subscribe(story.customer("tok_insufficient_funds"), plan, "2026-01-16");
    }
    Map<String, Size> before = sizes(database);
    story.on("2026-03-20");
    print("a debt, with its bill", before, sizes(database), SUBSCRIPTIONS);
  }

  private static Map<String, Size> sizes(JdbcClient database) {
    // Without the room that dead rows leave, which a vacuum gives back for use.
    database.sql("vacuum full").update();
    Map<String, Size> sizes = new TreeMap<>();
    database
        .sql(
            """
            select n.nspname || '.' || c.relname, pg_total_relation_size(c.oid),
              (xpath('/row/n/text()', query_to_xml(
                format('select count(*) as n from %I.%I', n.nspname, c.relname),
                false, true, '')))[1]::text::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname in ('public', 'sandbox')
            """)
        .query((row, _) -> sizes.put(row.getString(1), new Size(row.getLong(3), row.getLong(2))))
        .list();
    return sizes;
  }

  private static void print(
      String what, Map<String, Size> before, Map<String, Size> after, int times) {
    long bytes = 0;
    double rows = 0;
    System.out.println("== " + what);
    for (var entry : after.entrySet()) {
      Size old = before.get(entry.getKey());
      Size size = entry.getValue();
      if (old != null && size.bytes() > old.bytes()) {
        bytes += size.bytes() - old.bytes();
        rows += (size.rows() - old.rows()) / (double) times;
        System.out.printf(
            "%-28s %6.2f rows %8.0f bytes%n",
            entry.getKey(),
            (size.rows() - old.rows()) / (double) times,
            (size.bytes() - old.bytes()) / (double) times);
      }
    }
    System.out.printf("%-28s %6.2f rows %8.0f bytes%n", "together", rows, bytes / (double) times);
  }
}
