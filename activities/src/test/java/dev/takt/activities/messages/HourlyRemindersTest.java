package dev.takt.activities.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.activities.World;
import dev.takt.activities.dunning.CaseWorkflowNotifier;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.messages.ScriptedMailServer.Line;
import dev.takt.activities.records.Ids;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

/** The hourly look in live time: what cannot go now holds up nothing else, and goes later. */
class HourlyRemindersTest {
  private static final Instant NOW = World.noon("2026-03-10");

  private final World world = new World();

  private HourlyReminders through(ScriptedMailServer server) {
    var messages =
        new CustomerMessages(
            List.of(
                new MailTransport("smtp://localhost:" + server.port(), "no-reply@takt.example"),
                new SmsTransport("", "")),
            World.bean(MessageLog.class),
            World.bean(Recipients.class),
            World.bean(Composition.class),
            World.bean(Outbox.class),
            World.bean(PlatformTransactionManager.class));
    CardRows cards = World.bean(CardRows.class);
    NoticeRows notices = World.bean(NoticeRows.class);
    var expiries =
        new Expiries(
            cards,
            messages,
            World.bean(Outbox.class),
            World.bean(PlatformTransactionManager.class));
    return new HourlyReminders(
        world.database,
        cards,
        expiries,
        notices,
        new Notices(notices, messages),
        World.bean(CaseWorkflowNotifier.class));
  }

  private String subscribed(String state) {
    String customer = world.customer();
    world
        .database
        .sql("update customer set email = ? where id = ?")
        .params(customer + "@example.com", customer)
        .update();
    world
        .database
        .sql(
            """
            insert into subscription (id, tenant, merchant_id, customer_id, plan_id, status,
              version, state, created_at)
            values (?, ?, ?, ?, ?, 'ACTIVE', 1, cast(? as jsonb), now())
            """)
        .params(
            Ids.next("sub"),
            world.tenant,
            world.merchantId,
            customer,
            world.plan(31_000, "25", true),
            state)
        .update();
    return customer;
  }

  /** A customer who is to be told of a price on a day. */
  private String noticed(String due) {
    String customer = subscribed("{}");
    world
        .database
        .sql(
            """
            insert into notice (id, tenant, customer_id, subscription_id, kind, cause_id, due,
              text, created_at)
            select ?, tenant, customer_id, id, 'PRICE_CHANGE', 'prc_1', cast(? as date),
              '{"da": "Ny pris.", "en": "A new price."}', now()
            from subscription where customer_id = ?
            """)
        .params(Ids.next("ntc"), due, customer)
        .update();
    return customer;
  }

  private List<String> told() {
    return world.texts(
        "select customer_id from message where tenant = :tenant and status = 'SENT' order by id");
  }

  @Test
  void eachIsToldOnItsDayAndOnce() throws Exception {
    try (var server = new ScriptedMailServer()) {
      String today = noticed("2026-03-10");
      String missed = noticed("2026-03-08");
      noticed("2026-03-11");
      through(server).tell(NOW, () -> {});
      through(server).tell(NOW, () -> {});

      assertThat(told()).containsExactlyInAnyOrder(today, missed);
      assertThat(server.taken()).hasSize(2);
    }
  }

  @Test
  void atNightNobodyIs() throws Exception {
    try (var server = new ScriptedMailServer()) {
      noticed("2026-03-08");
      through(server).tell(Instant.parse("2026-03-10T22:30:00Z"), () -> {});
      assertThat(server.taken()).isEmpty();
      through(server).tell(Instant.parse("2026-03-11T07:30:00Z"), () -> {});
      assertThat(server.taken()).hasSize(1);
    }
  }

  @Test
  void whatItsCarrierDoesNotTakeNowHoldsUpNoOther() throws Exception {
    try (var server = new ScriptedMailServer(Line.of("RCPT", "450 4.2.0 greylisted"))) {
      String first = noticed("2026-03-09");
      String second = noticed("2026-03-10");
      assertThatThrownBy(() -> through(server).tell(NOW, () -> {}))
          .isInstanceOf(ApplicationFailure.class)
          .hasMessageContaining("1 could not");
      assertThat(told()).containsExactly(second);

      through(server).tell(NOW.plusSeconds(3600), () -> {});
      assertThat(told()).containsExactlyInAnyOrder(first, second);
      assertThat(server.taken()).hasSize(2);
    }
  }

  @Test
  void whatIsBrokenHoldsUpNoOther() throws Exception {
    try (var server = new ScriptedMailServer()) {
      String broken = subscribed("{\"collection\": {\"means\": \"CARD\"}}");
      world
          .database
          .sql(
              """
              insert into payment_method (id, tenant, customer_id, gateway, gateway_reference,
                type, expiry_month, expiry_year, status, is_default, created_at)
              values (?, ?, ?, 'sandbox', 'x', 'card', 3, 2026, 'ACTIVE', true, '2026-01-01')
              """)
          .params(Ids.next("pm"), world.tenant, broken)
          .update();
      String well = noticed("2026-03-10");
      try {
        assertThatThrownBy(() -> through(server).tell(NOW, () -> {}))
            .isInstanceOf(ApplicationFailure.class);
        assertThat(told()).containsExactly(well);
      } finally {
        // Other tests look at all that lives in this database.
        world
            .database
            .sql("delete from payment_method where customer_id = ?")
            .param(broken)
            .update();
      }
    }
  }
}
