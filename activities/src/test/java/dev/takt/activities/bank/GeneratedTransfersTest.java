package dev.takt.activities.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.bank.files.BankFile.Format;
import dev.takt.activities.bank.files.SampleCamt;
import dev.takt.activities.bank.files.SampleOcrGiro;
import dev.takt.activities.bank.files.SamplePayment;
import dev.takt.activities.records.Ids;
import dev.takt.activities.references.PaymentReference;
import dev.takt.activities.references.ReferenceScheme;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thousand transfers in files of each format, right and wrong, repeated, reversed and split: the
 * journal's bank account is the sum of the files, every invoice is paid by what it should be, and
 * the same files again change nothing.
 */
class GeneratedTransfersTest {
  private static final int INVOICES = 220;
  private static final int FILES = 10;
  private static final int TRANSFERS_OF_A_FILE = 100;
  private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");

  private final BankStatementActivities bank = World.bean(BankStatementActivities.class);
  private final World world = new World();
  private final Map<String, Expected> invoices = new LinkedHashMap<>();

  /** What of which transfer, by its bank reference, paid an invoice. */
  private record Expected(
      String id, PaymentReference reference, long total, Map<String, Long> pays) {
    long paid() {
      return pays.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @ParameterizedTest
  @EnumSource
  void allOfThemAreInTheBooksOnce(Format format) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    makeInvoices(format);
    Map<String, SamplePayment> sent = new LinkedHashMap<>();
    List<byte[]> files = new ArrayList<>();
    for (int number = 0; number < FILES; number++) {
      List<List<SamplePayment>> bookings = bookings(random, format, number, sent);
      files.add(file(format, number, bookings));
      expect(bookings, sent);
    }

    files.forEach(this::read);

    String as = "seed " + seed;
    long sum = sent.values().stream().mapToLong(SamplePayment::amount).sum();
    assertThat(world.balance("bank")).as(as).isEqualTo(sum);
    assertInvoices(as);
    assertThat(-world.balance("unallocated"))
        .as(as)
        .isEqualTo(
            world.number(
                """
                select coalesce(sum(case direction when 'CREDIT' then amount else -amount end), 0)
                from bank_entry where tenant = :tenant and status in ('UNMATCHED', 'PROPOSED')
                """));
    assertThat(world.balance("receivable"))
        .as(as)
        .isEqualTo(world.number("select sum(amount_due) from invoice where tenant = :tenant"));
    assertThat(-world.balance("overpayments"))
        .as(as)
        .isEqualTo(
            world.number(
                """
                select coalesce(sum(remaining), 0) from customer_money where tenant = :tenant
                """));

    String before = books();
    files.forEach(this::read);
    assertThat(books()).as(as).isEqualTo(before);
  }

  private String books() {
    return world
        .texts(
            """
            select concat_ws(' ', (select count(*) from posting where tenant = :tenant),
              (select count(*) from payment where tenant = :tenant),
              (select count(*) from bank_entry where tenant = :tenant),
              (select sum(amount_paid) from invoice where tenant = :tenant))
            """)
        .toString();
  }

  private void assertInvoices(String as) {
    Map<String, Long> paid = new HashMap<>();
    world
        .database
        .sql("select id, amount_paid from invoice where tenant = ?")
        .param(world.tenant)
        .query(
            row -> {
              paid.put(row.getString(1), row.getLong(2));
            });
    invoices
        .values()
        .forEach(
            invoice ->
                assertThat(paid.get(invoice.id()))
                    .as(as + ": " + invoice)
                    .isEqualTo(invoice.paid()));
  }

  private void makeInvoices(Format format) {
    boolean giro = format == Format.OCR_GIRO;
    world
        .database
        .sql(
            """
            insert into seller (id, merchant_id, account_number, iban) values (?, ?, ?, ?)
            """)
        .param(Ids.next("sel"))
        .param(world.merchantId)
        .param(giro ? "99991042764" : null)
        .param(giro ? null : "DK5000400440116243")
        .update();
    ReferenceScheme scheme =
        giro
            ? new ReferenceScheme.Kid(10, ReferenceScheme.Kid.Modulus.MOD10)
            : new ReferenceScheme.Fik71("87654321");
    for (int i = 1; i <= INVOICES; i++) {
      // No two of one amount, and none that is a sum of others' halves.
      long total = 10_000 + 2L * i;
      String id = world.invoice(world.customer(), total);
      PaymentReference reference = scheme.of(i);
      world
          .database
          .sql(
              """
              update invoice set reference_type = ?, reference_value = ?, reference_printed = ?,
                currency = ?
              where id = ?
              """)
          .param(reference.type().name())
          .param(reference.value())
          .param(reference.printed())
          .param(giro ? "NOK" : "DKK")
          .param(id)
          .update();
      invoices.put(reference.value(), new Expected(id, reference, total, new LinkedHashMap<>()));
    }
  }

  /** Transfers of a day, each alone or some of them in one booking. */
  private List<List<SamplePayment>> bookings(
      Random random, Format format, int number, Map<String, SamplePayment> sent) {
    List<List<SamplePayment>> bookings = new ArrayList<>();
    List<SamplePayment> earlier = new ArrayList<>(sent.values());
    for (int i = 0; i < TRANSFERS_OF_A_FILE; ) {
      int parts = format != Format.OCR_GIRO && random.nextInt(5) == 0 ? 2 + random.nextInt(4) : 1;
      List<SamplePayment> booking = new ArrayList<>();
      for (int part = 0; part < parts; part++, i++) {
        booking.add(payment(random, "T%02d%03d".formatted(number, i)));
      }
      bookings.add(booking);
    }
    for (int i = 0; i < 6 && !earlier.isEmpty(); i++) {
      SamplePayment old = earlier.get(random.nextInt(earlier.size()));
      boolean alone = sent.values().stream().noneMatch(it -> isReversalOf(it, old));
      boolean told = format != Format.OCR_GIRO || isUnmistakable(bookings, sent, old);
      if (!old.reversal() && alone && told && isOnce(bookings, old)) {
        bookings.add(List.of(old.reversed("R%02d%03d".formatted(number, i))));
      }
    }
    return bookings;
  }

  /** A giro file has no name for a transfer: only the KID and the amount tell which it was. */
  private static boolean isUnmistakable(
      List<List<SamplePayment>> bookings, Map<String, SamplePayment> sent, SamplePayment old) {
    return old.reference() != null
        && Stream.concat(bookings.stream().flatMap(List::stream), sent.values().stream())
                .filter(it -> old.reference().equals(it.reference()))
                .filter(it -> it.amount() == old.amount())
                .count()
            == 1;
  }

  private static boolean isOnce(List<List<SamplePayment>> bookings, SamplePayment old) {
    return bookings.stream().flatMap(List::stream).noneMatch(it -> isReversalOf(it, old));
  }

  private static boolean isReversalOf(SamplePayment one, SamplePayment old) {
    return one.reversal() && String.valueOf(one.endToEndId()).equals(old.endToEndId());
  }

  private SamplePayment payment(Random random, String bankReference) {
    List<Expected> all = List.copyOf(invoices.values());
    Expected invoice = all.get(random.nextInt(all.size()));
    long total = invoice.total();
    long amount =
        switch (random.nextInt(6)) {
          case 0 -> total / 2;
          case 1 -> total + 1 + random.nextInt(500);
          default -> total;
        };
    String reference =
        switch (random.nextInt(8)) {
          case 0 -> null;
          case 1 -> "000000000000017";
          default -> invoice.reference().value();
        };
    return SamplePayment.of(amount, reference, bankReference)
        .from("P " + bankReference, null)
        .named("E" + bankReference);
  }

  /** What the transfers of a file should come to: what is taken back comes last. */
  private void expect(List<List<SamplePayment>> bookings, Map<String, SamplePayment> sent) {
    List<SamplePayment> all = bookings.stream().flatMap(List::stream).toList();
    for (SamplePayment each : all) {
      sent.put(each.bankReference(), each);
      Expected invoice = each.reference() == null ? null : invoices.get(each.reference());
      if (!each.reversal() && invoice != null) {
        long due = invoice.total() - invoice.paid();
        invoice.pays().put(each.bankReference(), Math.min(due, each.amount()));
      }
    }
    for (SamplePayment each : all) {
      if (each.reversal()) {
        String of = String.valueOf(each.endToEndId()).substring(1);
        invoices.values().forEach(invoice -> invoice.pays().remove(of));
      }
    }
  }

  private static byte[] file(Format format, int number, List<List<SamplePayment>> bookings) {
    LocalDate day = LocalDate.of(2026, 3, 2).plusDays(number);
    return switch (format) {
      case CAMT_053 ->
          new SampleCamt(53, 2 + number, "DK5000400440116243", "DKK", day)
              .file(bookings)
              .getBytes(StandardCharsets.UTF_8);
      case CAMT_054 ->
          new SampleCamt(54, 2 + number, "DK5000400440116243", "DKK", day)
              .file(bookings)
              .getBytes(StandardCharsets.UTF_8);
      case OCR_GIRO ->
          new SampleOcrGiro("01700%02d".formatted(number), "99991042764", day)
              .file(bookings.stream().flatMap(List::stream).toList())
              .getBytes(StandardCharsets.ISO_8859_1);
    };
  }

  private void read(byte[] file) {
    String id = Ids.next("bst");
    world
        .database
        .sql("insert into bank_file (id, tenant, content, received_at) values (?, ?, ?, now())")
        .param(id)
        .param(world.tenant)
        .param(file)
        .update();
    assertThat(bank.read(world.tenant, id, NOW).refusal()).isNull();
    bank.match(world.tenant, id, NOW, _ -> {});
  }
}
