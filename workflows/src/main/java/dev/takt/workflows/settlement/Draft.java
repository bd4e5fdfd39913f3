package dev.takt.workflows.settlement;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.RefundClaim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An invoice, and the credit note that is being made of it. */
final class Draft {
  private final MoneyTrail.Invoice invoice;
  private final Map<String, CreditedVat> rates = new TreeMap<>();
  private final Map<String, Vat> sums = new TreeMap<>();
  private final Map<RefundClaim, Note.Credit> credits = new LinkedHashMap<>();

  Draft(MoneyTrail.Invoice invoice) {
    this.invoice = invoice;
    invoice.vat().forEach(vat -> rates.put(vat.rate(), new CreditedVat(vat)));
    invoice.credited().forEach(vat -> rate(vat.rate()).add(vat));
  }

  MoneyTrail.Invoice invoice() {
    return invoice;
  }

  private CreditedVat rate(String rate) {
    return rates.computeIfAbsent(rate, unknown -> new CreditedVat(new Vat(unknown, 0, 0)));
  }

  /** The most of a claim that lowers what did not come in: what is due, and what was given up. */
  long lowering(RefundClaim claim, long amount) {
    return most(claim, amount, invoice.due() + invoice.writtenOff() - total());
  }

  /** The most of a claim that the invoice can be credited for, in all and at the claim's rate. */
  long creditable(RefundClaim claim, long amount) {
    long billed = invoice.vat().stream().mapToLong(Vat::gross).sum();
    long credited = invoice.credited().stream().mapToLong(Vat::gross).sum();
    return most(claim, amount, billed - credited - total());
  }

  private long most(RefundClaim claim, long amount, long gross) {
    return rate(claim.price().vatRate()).most(amount, claim.price().includesVat(), gross);
  }

  /**
   * Adds a part of a claim.
   *
   * @param lowers whether it lowers what did not come in
   */
  void add(RefundClaim claim, long amount, boolean lowers) {
    Vat piece = rate(claim.price().vatRate()).piece(amount, claim.price().includesVat());
    enter(new Note.Credit(claim, amount, piece.base(), lowers ? amount : 0), piece);
  }

  /**
   * The most with VAT that can be credited of a claim while as much credit of another rate, which
   * had paid for it, is taken back from the invoice.
   */
  long passing(RefundClaim claim, long amount, String otherRate) {
    long crossed = rate(otherRate).crossed();
    return Math.min(
        rate(claim.price().vatRate()).gross(amount, claim.price().includesVat()), crossed);
  }

  /**
   * Credits a claim, and takes back the credit of another rate that had paid for it: together they
   * are nothing, and each rate has its VAT.
   *
   * @param credit the claim as it goes on, at the credit's rate and with VAT in it
   * @return how much of the claim was met
   */
  long pass(RefundClaim claim, RefundClaim credit, long gross) {
    if (gross == 0) {
      return 0;
    }
    Vat piece = rate(claim.price().vatRate()).piece(gross, true);
    long amount = claim.price().includesVat() ? gross : piece.base();
    enter(new Note.Credit(claim, amount, piece.base(), 0), piece);
    Vat counter = rate(credit.price().vatRate()).piece(-gross, true);
    enter(new Note.Credit(credit, -gross, counter.base(), 0), counter);
    return amount;
  }

  private void enter(Note.Credit credit, Vat piece) {
    rate(piece.rate()).add(piece);
    sums.merge(piece.rate(), piece, Draft::sum);
    credits.merge(credit.claim(), credit, Draft::sum);
  }

  private static Note.Credit sum(Note.Credit one, Note.Credit other) {
    return new Note.Credit(
        one.claim(),
        one.amount() + other.amount(),
        one.base() + other.base(),
        one.lowered() + other.lowered());
  }

  private static Vat sum(Vat one, Vat other) {
    return new Vat(one.rate(), one.base() + other.base(), one.vat() + other.vat());
  }

  private long total() {
    return sums.values().stream().mapToLong(Vat::gross).sum();
  }

  boolean isEmpty() {
    return credits.isEmpty();
  }

  Note note() {
    long lowered = Math.min(total(), invoice.due());
    long recovered = Math.min(total() - lowered, invoice.writtenOff());
    return new Note(
        invoice.id(),
        List.copyOf(credits.values()),
        List.copyOf(sums.values()),
        lowered,
        recovered,
        total() - lowered - recovered);
  }
}
