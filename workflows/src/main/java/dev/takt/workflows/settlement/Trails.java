package dev.takt.workflows.settlement;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.RefundClaim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is left of the lines of a trail while claims are met from them. */
public final class Trails {
  private final MoneyTrail trail;
  private final Map<Place, Long> left = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  Trails(MoneyTrail trail) {
    this.trail = trail;
    for (MoneyTrail.Invoice invoice : trail.invoices()) {
      invoice
          .lines()
          .forEach(line -> left.put(new Place(invoice.id(), line.position(), null), line.left()));
    }
    trail
        .credits()
        .forEach(
            (credit, sources) ->
                sources.forEach(
                    source ->
                        left.put(
                            new Place(source.invoiceId(), source.position(), credit),
                            source.left())));
  }

  /**
   * A line, or what a customer's credit has of it.
   *
   * @param creditId null for the line itself
   */
  private record Place(String invoiceId, int position, @Nullable String creditId) {
    static Place of(Hop hop) {
      return new Place(hop.invoiceId(), hop.line().position(), hop.fromCredit());
    }
  }

  /** Where an amount went that was given back of a line. */
  public sealed interface Target {}

  /** To the credit note that stands on an invoice. */
  public record OnNote(String invoiceId) implements Target {}

  /** To the balance that a claim is left as. */
  public record OnBalance(RefundClaim claim) implements Target {}

  /** From a customer's credit, which has it no longer. */
  public record FromCredit(String creditId) implements Target {}

  /**
   * That a part of a line was given back.
   *
   * @param amount in the line's terms; negative from a credit
   * @param passedOn whether the money is another invoice's
   */
  public record Entry(
      String invoiceId, int position, long amount, Target target, boolean passedOn) {

    boolean isOf(String invoice, int place) {
      return invoiceId.equals(invoice) && position == place;
    }
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The most of a claim that is left of a line, in the claim's terms. */
  long most(RefundClaim claim, long wanted, Hop at) {
    long here = left.getOrDefault(Place.of(at), 0L);
    return Math.min(
        wanted, inTermsOf(claim.price().includesVat(), here, at.line(), at.line().includesVat()));
  }

  void note(RefundClaim claim, long amount, Hop at) {
    drain(claim, amount, at, new OnNote(at.invoiceId()));
  }

  void keep(RefundClaim claim, long amount, Hop at) {
    drain(claim, amount, at, new OnBalance(claim));
  }

  /** Takes an amount from a line, and from all that were passed on the way there. */
  private void drain(RefundClaim claim, long amount, Hop last, Target target) {
    drain(claim, amount, last, target, last.line().amount() < 0);
    for (Hop hop = last.before(); hop != null; hop = hop.before()) {
      drain(claim, amount, hop, target, true);
    }
  }

  private void drain(RefundClaim claim, long amount, Hop hop, Target target, boolean passedOn) {
    Place place = Place.of(hop);
    long here = left.getOrDefault(place, 0L);
    boolean included = claim.price().includesVat();
    long part = Math.min(here, inTermsOf(hop.line().includesVat(), amount, hop.line(), included));
    left.put(place, here - part);
    if (part > 0) {
      enter(hop, part, target, passedOn);
    }
  }

  private void enter(Hop hop, long part, Target target, boolean passedOn) {
    int position = hop.line().position();
    if (hop.fromCredit() != null) {
      entries.add(
          new Entry(hop.invoiceId(), position, -part, new FromCredit(hop.fromCredit()), false));
    }
    entries.add(new Entry(hop.invoiceId(), position, part, target, passedOn));
  }

  /** An amount with VAT or without, as the other sees it. */
  private static long inTermsOf(
      boolean included, long amount, MoneyTrail.Line line, boolean holdsVat) {
    if (included == holdsVat) {
      return amount;
    }
    Vat vat = Vat.of(line.vatRate(), amount, holdsVat);
    return included ? vat.gross() : vat.base();
  }

  /** The lines that a line's credit came from, on earlier invoices, newest first. */
  List<Hop> sources(Hop taken, long before) {
    List<Hop> sources = new ArrayList<>();
    String credit = taken.line().creditId();
    for (MoneyTrail.Invoice invoice : newestFirst(before)) {
      for (MoneyTrail.Line line : invoice.lines()) {
        boolean isSource =
            credit == null
                ? billed(taken.line(), line)
                : left.containsKey(new Place(invoice.id(), line.position(), credit));
        if (isSource) {
          sources.add(taken.to(invoice.id(), line, credit));
        }
      }
    }
    return sources;
  }

  private List<MoneyTrail.Invoice> newestFirst(long before) {
    return trail.invoices().stream()
        .filter(invoice -> invoice.number() < before)
        .sorted(Comparator.comparingLong(MoneyTrail.Invoice::number).reversed())
        .toList();
  }

  private static boolean billed(MoneyTrail.Line taken, MoneyTrail.Line line) {
    return line.amount() > 0
        && taken.nominalStart() != null
        && taken.nominalStart().equals(line.nominalStart())
        && Objects.equals(taken.subscriptionId(), line.subscriptionId())
        && taken.days() == line.days()
        && taken.vatRate().equals(line.vatRate())
        && taken.includesVat() == line.includesVat();
  }
}
