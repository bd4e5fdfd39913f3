package dev.takt.activities.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.takt.activities.World;
import dev.takt.workflows.port.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is old goes, what must be kept stays, and of every table it is known which it is. */
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-06-15T01:30:00Z");
  private final World world = new World();
  private final Sweeps sweeps = World.bean(Sweeps.class);

  @Test
  void ofEveryTableItIsKnownWhyItDoesNotGrowForEver() {
    List<String> tables =
        world
            .database
            .sql(
                """
                select case when table_schema = 'public' then table_name
                  else table_schema || '.' || table_name end
                from information_schema.tables
                where table_type = 'BASE TABLE'
                  and table_schema not in ('pg_catalog', 'information_schema')
                """)
            .query((row, _) -> row.getString(1))
            .list();
    List<String> swept = World.bean(Tables.class).swept().stream().map(Sweeping::table).toList();

    assertThat(tables)
        .as("each must be in Tables.KEPT with a reason, or be swept")
        .allMatch(table -> Tables.KEPT.containsKey(table) != swept.contains(table));
    assertThat(tables).containsAll(Tables.KEPT.keySet()).containsAll(swept);
  }

  @Test
  void oldEventsGoAndTheLastOfEachSubjectStaysSoThatItsNumbersGoOn() {
    String subject = "sub_" + world.merchantId;
    event(subject, 1, NOW.minus(Duration.ofDays(500)));
    event(subject, 2, NOW.minus(Duration.ofDays(401)));
    event(subject, 3, NOW.minus(Duration.ofDays(399)));
    String ended = "sub_ended_" + world.merchantId;
    event(ended, 1, NOW.minus(Duration.ofDays(900)));
    event(ended, 2, NOW.minus(Duration.ofDays(800)));

    sweeps.sweep(NOW, place -> {});

    assertThat(sequences(subject)).containsExactly(3);
    assertThat(sequences(ended)).containsExactly(2);
  }

  @Test
  void historyIsKeptForSixYearsAndKeysForTwoDays() {
    history("his_a", NOW.minus(Duration.ofDays(365 * 5)));
    history("his_b", NOW.minus(Duration.ofDays(366 * 6 + 1)));
    key("young", NOW.minus(Duration.ofHours(47)));
    key("old", NOW.minus(Duration.ofHours(49)));

    sweeps.sweep(NOW, place -> {});

    assertThat(column("select action from history where tenant = :tenant"))
        .containsExactly("his_a");
    assertThat(column("select key from idempotency_key where tenant = :tenant"))
        .containsExactly("young");
  }

  @Test
  void manyGoAFewThousandAtATimeAndTheSweepSaysHowMany() {
    world
        .database
        .sql(
            """
            insert into idempotency_key (tenant, key, request_hash, created_at)
            select :tenant, n::text, '', cast(:at as timestamptz)
            from generate_series(1, 12001) n
            """)
        .param("tenant", world.tenant)
        .param("at", NOW.minus(Duration.ofDays(3)).toString())
        .update();
    var places = new java.util.ArrayList<String>();

    Retention.Report report = sweeps.sweep(NOW, places::add);

    assertThat(column("select key from idempotency_key where tenant = :tenant")).isEmpty();
    assertThat(places).contains("idempotency_key 5000", "idempotency_key 10000");
    assertThat(report.tables())
        .anyMatch(swept -> swept.table().equals("idempotency_key") && swept.rows() >= 12_001);
    assertThat(
            world
                .database
                .sql("select table_name from retention_sweep")
                .query((row, _) -> row.getString(1))
                .list())
        .contains("event", "history", "idempotency_key");
    assertThat(sweeps.sweep(NOW, place -> {}).tables()).allMatch(swept -> swept.rows() == 0);
  }

  @Test
  void aSettingThatWouldLoseWhatWasOnlyJustMadeIsRefused() {
    assertThatThrownBy(() -> new Tables(new RetentionSettings("P1D", "P6Y", "P6Y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event")
        .hasMessageContaining("7 days");
    assertThatThrownBy(() -> new Tables(new RetentionSettings("P400D", "P6Y", "P30D")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message")
        .hasMessageContaining("365 days");
  }

  @Test
  void whatACustomerWasToldIsKeptForSixYears() {
    message("young", NOW.minus(Duration.ofDays(365 * 5)));
    message("old", NOW.minus(Duration.ofDays(366 * 6 + 1)));

    sweeps.sweep(NOW, place -> {});

    assertThat(column("select key from message where tenant = :tenant")).containsExactly("young");
  }

  @Test
  void deliveriesThatAreOverGoAfterThirtyDaysAndWhatWaitsStays() {
    delivery("evt_old", "DELIVERED", NOW.minus(Duration.ofDays(31)));
    delivery("evt_failed", "FAILED", NOW.minus(Duration.ofDays(31)));
    delivery("evt_young", "DELIVERED", NOW.minus(Duration.ofDays(29)));
    delivery("evt_waits", "PENDING", NOW.minus(Duration.ofDays(31)));

    sweeps.sweep(NOW, place -> {});

    assertThat(
            column(
                "select event_id from webhook_delivery where tenant = :tenant order by event_id"))
        .containsExactly("evt_waits", "evt_young");
  }

  private void delivery(String event, String status, Instant due) {
    world
        .database
        .sql(
            """
            insert into webhook_delivery (tenant, endpoint_id, event_id, subject_id, sequence,
              status, due_at)
            values (?, ?, ?, 'sub_1', 1, ?, cast(? as timestamptz))
            """)
        .params(world.tenant, "whe_" + world.merchantId, event, status, due.toString())
        .update();
  }

  private void message(String key, Instant made) {
    world
        .database
        .sql(
            """
            insert into message (id, tenant, key, customer_id, channel, template, facts, status, at,
              claimed_at)
            values (?, ?, ?, ?, 'EMAIL', 'PAYMENT_FAILED', '{}', 'SENT', now(), now())
            """)
        .params(id("msg", made), world.tenant, key, world.customer())
        .update();
  }

  private void event(String subject, int sequence, Instant made) {
    world
        .database
        .sql(
            """
            insert into event (id, tenant, type, subject_id, sequence, occurred_at, data)
            values (?, ?, 'subscription.renewed', ?, ?, now(), '{}')
            """)
        .params(id("evt", made), world.tenant, subject, sequence)
        .update();
  }

  private void history(String action, Instant made) {
    world
        .database
        .sql(
            """
            insert into history (id, tenant, subject_id, at, actor, action)
            values (?, ?, 'sub_1', now(), 'takt', ?)
            """)
        .params(id("his", made), world.tenant, action)
        .update();
  }

  private void key(String key, Instant made) {
    world
        .database
        .sql(
            """
            insert into idempotency_key (tenant, key, request_hash, created_at)
            values (?, ?, '', cast(? as timestamptz))
            """)
        .params(world.tenant, key, made.toString())
        .update();
  }

  private static String id(String prefix, Instant made) {
    return prefix
        + "_"
        + UlidCreator.getUlid(made.toEpochMilli()).toString().toLowerCase(Locale.ROOT);
  }

  private List<Integer> sequences(String subject) {
    return world
        .database
        .sql("select sequence from event where subject_id = ? order by sequence")
        .param(subject)
        .query((row, _) -> row.getInt(1))
        .list();
  }

  private List<String> column(String sql) {
    return world
        .database
        .sql(sql)
        .param("tenant", world.tenant)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
