package dev.takt.workflows.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where claims are met, in the smallest cases. */
class SettlementTest {
  private static final LocalDate JUNE = LocalDate.parse("2026-06-01");
  private static final LocalDate JULY = LocalDate.parse("2026-07-01");

  private static MoneyTrail.Line line(
      int position, LocalDate start, String rate, long amount, @Nullable String credit) {
    return new MoneyTrail.Line(
        position, "sub_1", start, 30, rate, true, amount, Math.abs(amount), credit);
  }

  private static MoneyTrail.Invoice invoice(
      int number, long due, List<Vat> vat, List<MoneyTrail.Line> lines) {
    return new MoneyTrail.Invoice("inv_" + number, number, due, 0, vat, List.of(), lines);
  }

  private static RefundClaim claim(LocalDate start, long amount) {
    return new RefundClaim(
        start,
        30,
        0,
        30,
        new Period(start, start.plusDays(30)),
        amount,
        new Price("pln", "Avis", amount, 1, "25", true),
        true);
  }

  private static List<String> notes(Settlement.Outcome outcome) {
    return outcome.notes().stream()
        .map(note -> note.invoiceId() + " " + note.lowered() + " " + note.refunded())
        .toList();
  }

  private static Settlement.Outcome settle(
      MoneyTrail trail, RefundClaim claim, Settlement.Cause cause) {
    return Settlement.of("sub_1", List.of(claim), trail, cause);
  }

  /** July was paid with 60 of June's and 40 of money; June is owed still. */
  private static MoneyTrail ownCredit(long dueOfJune) {
    return new MoneyTrail(
        List.of(
            invoice(
                1,
                dueOfJune,
                List.of(Vat.of("25", 100, true)),
                List.of(line(0, JUNE, "25", 100, null))),
            invoice(
                2,
                0,
                List.of(Vat.of("25", 40, true)),
                List.of(line(0, JULY, "25", 100, null), line(1, JUNE, "25", -60, null)))),
        Map.of());
  }

  @Test
  void ownCreditIsFollowedByAPauseToo() {
    for (var cause : List.of(Settlement.Cause.PAUSE_REFUND, Settlement.Cause.END_REFUND)) {
      assertThat(notes(settle(ownCredit(0), claim(JULY, 100), cause)))
          .containsExactly("inv_2 0 40", "inv_1 0 60");
    }
  }

  @Test
  void whatIsOwedOfTheInvoiceBehindIsLowered() {
    assertThat(notes(settle(ownCredit(100), claim(JULY, 100), Settlement.Cause.END_REFUND)))
        .containsExactly("inv_2 0 40", "inv_1 60 0");
  }

  @Test
  void withoutARefundOnlyWhatIsOwedOfTheTimeItselfIsLowered() {
    var outcome = settle(ownCredit(100), claim(JULY, 100), Settlement.Cause.PAUSE_BALANCE);
    assertThat(outcome.notes()).isEmpty();
    assertThat(outcome.rests().values()).containsExactly(100L);
    assertThat(outcome.kept()).isEmpty();
  }

  @Test
  void asManyClaimsAsThereAreGoOnWhereTheOthersStopped() {
    MoneyTrail trail = ownCredit(0);
    long back = 0;
    for (int i = 0; i < 10; i++) {
      var outcome = settle(trail, claim(JULY, 10), Settlement.Cause.END_REFUND);
      back += outcome.notes().stream().mapToLong(Note::refunded).sum();
      trail = trail.after(outcome);
    }
    var june = settle(trail, claim(JUNE, 40), Settlement.Cause.END_REFUND);
    assertThat(back).isEqualTo(100);
    assertThat(notes(june)).containsExactly("inv_1 0 40");
    var more = settle(trail.after(june), claim(JUNE, 1), Settlement.Cause.END_REFUND);
    assertThat(more.notes()).isEmpty();
    assertThat(more.kept().values()).as("no payment is behind it").containsExactly(1L);
  }

  /** July at one rate was paid with 60 of June's, which had another, and with 40 of money. */
  private static MoneyTrail creditOfAnotherRate(String june, String july, @Nullable String credit) {
    return new MoneyTrail(
        List.of(
            invoice(
                1, 0, List.of(Vat.of(june, 100, true)), List.of(line(0, JUNE, june, 100, null))),
            invoice(
                2,
                0,
                List.of(Vat.of(june, -60, true), Vat.of(july, 100, true)),
                List.of(line(0, JULY, july, 100, null), line(1, JUNE, june, -60, credit)))),
        credit == null ? Map.of() : Map.of(credit, List.of(new MoneyTrail.Source("inv_1", 0, 60))));
  }

  /** The invoice that it paid takes the credit back, so each rate has its VAT. */
  @Test
  void moneyGoesBackThroughCreditOfAnotherVatRate() {
    for (String credit : new String[] {null, "ccr_1"}) {
      var trail = creditOfAnotherRate("12.5", "25", credit);
      var outcome = settle(trail, claim(JULY, 100), Settlement.Cause.END_REFUND);
      assertThat(notes(outcome)).containsExactly("inv_2 0 40", "inv_1 0 60");
      assertThat(outcome.notes().getFirst().vat())
          .containsExactly(Vat.of("12.5", -60, true), Vat.of("25", 100, true));
      assertThat(outcome.notes().getLast().vat()).containsExactly(Vat.of("12.5", 60, true));
      assertThat(outcome.kept()).isEmpty();
      assertThat(outcome.rests()).isEmpty();
    }
  }

  /** In any pieces, and in the end no rate has VAT for July, and June's 40 have theirs. */
  @Test
  void throughCreditOfAnotherVatRateAnyPiecesAddUp() {
    for (int piece = 1; piece <= 100; piece++) {
      MoneyTrail trail = creditOfAnotherRate("12.5", "25", null);
      long back = 0;
      for (int met = 0; met < 100; met += piece) {
        var claim = claim(JULY, Math.min(piece, 100 - met));
        var outcome = settle(trail, claim, Settlement.Cause.END_REFUND);
        assertThat(outcome.kept()).isEmpty();
        back += outcome.notes().stream().mapToLong(Note::refunded).sum();
        trail = trail.after(outcome);
      }
      assertThat(back).isEqualTo(100);
      MoneyTrail.Invoice july = trail.invoices().getLast();
      assertThat(byRate(july.credited())).isEqualTo(byRate(july.vat()));
    }
  }

  private static Map<String, List<Long>> byRate(List<Vat> vat) {
    var sums = new TreeMap<String, List<Long>>();
    for (Vat one : vat) {
      sums.merge(
          one.rate(),
          List.of(one.base(), one.vat()),
          (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    }
    return sums;
  }

  /** A pause gives back money, and what another's balance had paid stays balance. */
  @Test
  void aPauseGoesThroughItsOwnCreditOnly() {
    var own =
        settle(
            creditOfAnotherRate("12.5", "25", null),
            claim(JULY, 100),
            Settlement.Cause.PAUSE_REFUND);
    assertThat(notes(own)).containsExactly("inv_2 0 40", "inv_1 0 60");
    var others =
        settle(
            creditOfAnotherRate("12.5", "25", "ccr_1"),
            claim(JULY, 100),
            Settlement.Cause.PAUSE_REFUND);
    assertThat(notes(others)).containsExactly("inv_2 0 40");
    assertThat(others.rests().values()).containsExactly(60L);
  }
}
