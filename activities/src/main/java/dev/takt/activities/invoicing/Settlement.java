package dev.takt.activities.invoicing;

import dev.takt.activities.ledger.Taxes;
import dev.takt.activities.receivables.Receivable;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How claims are met, as a pure decision. Each claim goes to the invoices that billed its nominal
 * period, newest first, and to each of them for at most what it billed of that period and was not
 * yet credited.
 *
 * <ol>
 *   <li>What of such an invoice did not come in (due, or given up) is lowered.
 *   <li>Where money is to go back, the rest is credited on the same invoices and paid back.
 *   <li>What is left then stays pending: the next bill takes it in, or the end hands it on.
 * </ol>
 */
final class Settlement {
  private final List<Receivable> newestFirst;
  private final List<BilledLine> billed;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<Claim, Long> rests = new LinkedHashMap<>();

  private Settlement(List<Claim> claims, List<Receivable> invoices, List<BilledLine> billed) {
    this.newestFirst =
        invoices.stream().sorted(Comparator.comparingLong(Receivable::number).reversed()).toList();
    this.billed = billed;
    claims.forEach(claim -> rests.merge(claim, claim.amount(), Long::sum));
  }

  /** A part of a claim on a credit note, positive, as on the invoice's line. */
  record Credit(Claim claim, long amount) {
    /** The claim as far as it is met here. */
    Claim part() {
      return new Claim(
          claim.nominalStart(),
          claim.days(),
          claim.position(),
          claim.length(),
          claim.servicePeriod(),
          amount,
          claim.price(),
          claim.unused());
    }
  }

  /**
   * A credit note to be made.
   *
   * @param lowered what lowers the amount due
   * @param recovered what takes back that something was given up
   * @param refunded what goes back to the customer
   */
  record Note(
      Receivable invoice,
      List<Credit> credits,
      Taxes taxes,
      long lowered,
      long recovered,
      long refunded) {}

  /**
   * What comes of some claims.
   *
   * @param rests what of each claim no credit note has met; without those that are met in full
   */
  record Outcome(List<Note> notes, Map<Claim, Long> rests) {}

  /**
   * Decides.
   *
   * @param invoices all that {@code billed} speaks of
   * @param refund whether money goes back
   */
  static Outcome of(
      List<Claim> claims, List<Receivable> invoices, List<BilledLine> billed, boolean refund) {
    var settlement = new Settlement(claims, invoices, billed);
    settlement.spread(false);
    if (refund) {
      settlement.spread(true);
    }
    var notes = settlement.drafts.values().stream().map(Draft::note).toList();
    settlement.rests.values().removeIf(rest -> rest == 0);
    return new Outcome(notes, settlement.rests);
  }

  private void spread(boolean refund) {
    for (var claim : rests.entrySet()) {
      for (Receivable invoice : newestFirst) {
        long most = Math.min(claim.getValue(), creditable(claim.getKey(), invoice));
        Draft draft = drafts.getOrDefault(invoice.id(), new Draft(invoice));
        long part = refund ? most : draft.fitting(claim.getKey(), most);
        if (part > 0) {
          draft.add(claim.getKey(), part);
          drafts.put(invoice.id(), draft);
          claim.setValue(claim.getValue() - part);
        }
      }
    }
  }

  /** What an invoice billed of a claim's nominal period and has not credited. */
  private long creditable(Claim claim, Receivable invoice) {
    long sum =
        billed.stream()
            .filter(line -> line.invoiceId().equals(invoice.id()))
            .filter(line -> line.nominalStart().equals(claim.nominalStart()))
            .filter(line -> line.days() == claim.days())
            .filter(line -> line.vatRate().equals(claim.price().vatRate()))
            .filter(line -> line.includesVat() == claim.price().includesVat())
            .mapToLong(BilledLine::amount)
            .sum();
    Draft draft = drafts.get(invoice.id());
    return Math.max(0, draft == null ? sum : sum - draft.of(claim));
  }

  private static final class Draft {
    private final Receivable invoice;
    private final List<Credit> credits = new ArrayList<>();

    Draft(Receivable invoice) {
      this.invoice = invoice;
    }

    void add(Claim claim, long amount) {
      for (int i = 0; i < credits.size(); i++) {
        if (credits.get(i).claim().equals(claim)) {
          credits.set(i, new Credit(claim, credits.get(i).amount() + amount));
          return;
        }
      }
      credits.add(new Credit(claim, amount));
    }

    /** What is credited already of the nominal period that a claim is about. */
    long of(Claim claim) {
      return credits.stream()
          .filter(credit -> credit.claim().nominalStart().equals(claim.nominalStart()))
          .filter(credit -> credit.claim().days() == claim.days())
          .filter(credit -> credit.claim().price().vatRate().equals(claim.price().vatRate()))
          .filter(credit -> credit.claim().price().includesVat() == claim.price().includesVat())
          .mapToLong(Credit::amount)
          .sum();
    }

    /** The most of a claim that, with its VAT, does not exceed what did not come in. */
    long fitting(Claim claim, long most) {
      long part = most;
      while (part > 0) {
        long over = taxes(withMore(claim, part)).total() - invoice.uncollected();
        if (over <= 0) {
          return part;
        }
        part -= Math.max(1, withoutVat(claim, over));
      }
      return 0;
    }

    private static long withoutVat(Claim claim, long gross) {
      return claim.price().includesVat()
          ? gross
          : Taxes.of(List.of(new Taxes.Taxed(gross, claim.price().vatRate(), true))).base();
    }

    private List<Credit> withMore(Claim claim, long amount) {
      var more = new ArrayList<>(credits);
      more.add(new Credit(claim, amount));
      return more;
    }

    Note note() {
      Taxes taxes = taxes(credits);
      long lowered = Math.min(taxes.total(), invoice.due());
      long recovered = Math.min(taxes.total() - lowered, invoice.writtenOff());
      return new Note(
          invoice,
          List.copyOf(credits),
          taxes,
          lowered,
          recovered,
          taxes.total() - lowered - recovered);
    }

    private static Taxes taxes(List<Credit> credits) {
      return Taxes.of(
          credits.stream()
              .map(
                  credit ->
                      new Taxes.Taxed(
                          credit.amount(),
                          credit.claim().price().vatRate(),
                          credit.claim().price().includesVat()))
              .toList());
    }
  }
}
