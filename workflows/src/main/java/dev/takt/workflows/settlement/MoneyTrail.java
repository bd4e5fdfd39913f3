package dev.takt.workflows.settlement;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the money of some invoices came from: the invoices that billed the time in question, and
 * those whose credit paid for them, through any number of invoices.
 *
 * @param credits by id of a customer's credit, the lines that it came from
 */
public record MoneyTrail(List<Invoice> invoices, Map<String, List<Source>> credits) {
  public MoneyTrail {
    invoices = List.copyOf(invoices);
    credits = Collections.unmodifiableSortedMap(new TreeMap<>(credits));
  }

  /** Nothing is known of the money. */
  public static final MoneyTrail UNKNOWN = new MoneyTrail(List.of(), new TreeMap<>());

  /** Whether an invoice is known that billed a claim's time. */
  public boolean knows(String subscriptionId, RefundClaim claim) {
    return invoices.stream()
        .flatMap(invoice -> invoice.lines().stream())
        .anyMatch(line -> line.billed(subscriptionId, claim));
  }

  /** The same with a further invoice, the newest. */
  public MoneyTrail with(Invoice invoice) {
    return new MoneyTrail(Stream.concat(invoices.stream(), Stream.of(invoice)).toList(), credits);
  }

  /** The same once claims were met. */
  public MoneyTrail after(Settlement.Outcome outcome) {
    var creditsAfter = new TreeMap<String, List<Source>>();
    credits.forEach(
        (id, sources) ->
            creditsAfter.put(
                id, sources.stream().map(source -> source.after(id, outcome)).toList()));
    return new MoneyTrail(
        invoices.stream().map(invoice -> invoice.after(outcome)).toList(), creditsAfter);
  }

  /**
   * An invoice as it stands before it is credited. Amounts are in minor units.
   *
   * @param number in the order in which invoices were issued
   * @param due what is owed, with VAT
   * @param writtenOff what was given up, with VAT
   * @param vat as it was invoiced, by rate
   * @param credited what its credit notes come to so far, by rate
   */
  public record Invoice(
      String id,
      long number,
      long due,
      long writtenOff,
      List<Vat> vat,
      List<Vat> credited,
      List<Line> lines) {
    public Invoice {
      vat = List.copyOf(vat);
      credited = List.copyOf(credited);
      lines = List.copyOf(lines);
    }

    private Invoice after(Settlement.Outcome outcome) {
      Optional<Note> note =
          outcome.notes().stream().filter(one -> one.invoiceId().equals(id)).findFirst();
      return new Invoice(
          id,
          number,
          due - note.map(Note::lowered).orElse(0L),
          writtenOff - note.map(Note::recovered).orElse(0L),
          vat,
          Stream.concat(credited.stream(), note.stream().flatMap(one -> one.vat().stream()))
              .toList(),
          lines.stream().map(line -> line.after(id, outcome)).toList());
    }
  }

  /**
   * A line of an invoice.
   *
   * @param subscriptionId null for what is the customer's
   * @param nominalStart the nominal period that it is about, or null
   * @param days of that nominal period
   * @param amount in its own terms, with VAT or without; negative where it took credit
   * @param left what of it was not given back yet, in the same terms and positive
   * @param creditId the customer's credit that it took, or null
   */
  public record Line(
      int position,
      @Nullable String subscriptionId,
      @Nullable LocalDate nominalStart,
      int days,
      String vatRate,
      boolean includesVat,
      long amount,
      long left,
      @Nullable String creditId) {

    /** Whether it billed a claim's time. */
    boolean billed(String claimant, RefundClaim claim) {
      return amount > 0
          && claimant.equals(subscriptionId)
          && claim.nominalStart().equals(nominalStart)
          && claim.days() == days
          && claim.price().vatRate().equals(vatRate)
          && claim.price().includesVat() == includesVat;
    }

    private Line after(String invoiceId, Settlement.Outcome outcome) {
      long given = given(outcome.entries(), invoiceId, position);
      return new Line(
          position,
          subscriptionId,
          nominalStart,
          days,
          vatRate,
          includesVat,
          amount,
          left - given,
          creditId);
    }

    private static long given(List<Trails.Entry> entries, String invoiceId, int position) {
      return entries.stream()
          .filter(entry -> entry.isOf(invoiceId, position))
          .mapToLong(Trails.Entry::amount)
          .sum();
    }
  }

  /**
   * A line that a customer's credit came from.
   *
   * @param left what of that was not given back yet, in the line's terms
   */
  public record Source(String invoiceId, int position, long left) {

    private Source after(String creditId, Settlement.Outcome outcome) {
      long given =
          outcome.entries().stream()
              .filter(entry -> entry.isOf(invoiceId, position))
              .filter(entry -> entry.target().equals(new Trails.FromCredit(creditId)))
              .mapToLong(Trails.Entry::amount)
              .sum();
      return new Source(invoiceId, position, left + given);
    }
  }
}
