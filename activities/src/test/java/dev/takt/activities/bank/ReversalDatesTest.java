package dev.takt.activities.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.bank.files.SampleCamt;
import dev.takt.activities.bank.files.SamplePayment;
import dev.takt.activities.records.Ids;
import dev.takt.activities.references.ReferenceScheme;
import dev.takt.workflows.port.BankStatements;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person unmatches is reversed on the merchant's date, whatever the date is elsewhere. */
class ReversalDatesTest {
  private static final Instant MORNING = Instant.parse("2026-03-31T08:00:00Z");

  /** In Copenhagen it is half past midnight. */
  private static final Instant AFTER_MIDNIGHT = Instant.parse("2026-03-31T22:30:00Z");

  private final BankStatementActivities bank = World.bean(BankStatementActivities.class);
  private final World world = new World();

  @Test
  void afterMidnightItIsTheNextDay() {
    world
        .database
        .sql("insert into seller (id, merchant_id, iban) values (?, ?, 'DK5000400440116243')")
        .params(List.of(Ids.next("sel"), world.merchantId))
        .update();
    String invoice = world.invoice(world.customer(), 10_000);
    String reference = new ReferenceScheme.Fik71("87654321").of(1).value();
    world
        .database
        .sql(
            """
            update invoice set reference_type = 'FIK_71', reference_value = ?,
              reference_printed = '', currency = 'DKK'
            where id = ?
            """)
        .params(List.of(reference, invoice))
        .update();
    read(SamplePayment.of(10_000, reference, "T1"));
    String entry = world.texts("select id from bank_entry where tenant = :tenant").getFirst();

    var unmatch =
        new BankStatements.Decision(BankStatements.Kind.UNMATCH, List.of(), null, null, null);
    assertThat(bank.decide(world.tenant, entry, unmatch, "r1", AFTER_MIDNIGHT).refusal()).isNull();

    assertThat(
            world.texts(
                """
                select distinct booked_on::text from posting
                where tenant = :tenant and what = 'payment_reversal'
                """))
        .containsExactly("2026-04-01");
  }

  private void read(SamplePayment payment) {
    String id = Ids.next("bst");
    byte[] file =
        new SampleCamt(53, 2, "DK5000400440116243", "DKK", LocalDate.parse("2026-03-30"))
            .file(List.of(List.of(payment)))
            .getBytes(StandardCharsets.UTF_8);
    world
        .database
        .sql("insert into bank_file (id, tenant, content, received_at) values (?, ?, ?, now())")
        .params(List.of(id, world.tenant, file))
        .update();
    assertThat(bank.read(world.tenant, id, MORNING).refusal()).isNull();
    bank.match(world.tenant, id, MORNING, _ -> {});
  }
}
