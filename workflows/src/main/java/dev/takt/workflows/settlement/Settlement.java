package dev.takt.workflows.settlement;

import dev.takt.workflows.timeline.RefundClaim;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How claims are met, as a pure decision. Each claim goes to the lines that billed its nominal
 * period, newest first, and to each of them for at most what was not given back of it yet.
 *
 * <ol>
 *   <li>What of such an invoice did not come in (due, or given up) is lowered.
 *   <li>Where money is to go back, the rest is credited on the invoices whose money it is: on the
 *       one that billed the time as far as it was paid with money, then on those whose credit paid
 *       for it, and so on. Where that credit has another VAT rate, the note of the invoice it paid
 *       takes it back there and credits as much of the time, so that each rate keeps its VAT.
 *   <li>What is left then stays pending: the next bill takes it in. At an end it is left to the
 *       customer.
 * </ol>
 */
public final class Settlement {
  private final String subscriptionId;
  private final Cause cause;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Trails trails;
  private final Map<RefundClaim, Long> rests = new LinkedHashMap<>();
  private final Map<RefundClaim, Long> kept = new LinkedHashMap<>();

  private Settlement(
      String subscriptionId, List<RefundClaim> claims, MoneyTrail trail, Cause cause) {
    this.subscriptionId = subscriptionId;
    this.cause = cause;
    this.trails = new Trails(trail);
    trail.invoices().stream()
        .sorted(Comparator.comparingLong(MoneyTrail.Invoice::number).reversed())
        .forEach(invoice -> drafts.put(invoice.id(), new Draft(invoice)));
    claims.forEach(claim -> rests.merge(claim, claim.amount(), Long::sum));
  }

  /** What claims come from, and what the customer wants. */
  public enum Cause {
    /** A pause: the rest pends. */
    PAUSE_BALANCE,
    /** A pause: money goes back, and what the customer's balance had paid is balance again. */
    PAUSE_REFUND,
    /** An end: the rest is left to the customer's other subscriptions. */
    END_BALANCE,
    /** An end: all goes back to the payments that it came from, also through a balance. */
    END_REFUND;

    /** Whether money goes back. */
    public boolean refunds() {
      return this == PAUSE_REFUND || this == END_REFUND;
    }

    boolean ends() {
      return this == END_BALANCE || this == END_REFUND;
    }
  }

  /**
   * What comes of some claims.
   *
   * @param kept what of each claim is left to the customer as a balance
   * @param rests what of each claim pends; without those that are met in full
   * @param entries what the trail has to say from now on
   */
  public record Outcome(
      List<Note> notes,
      Map<RefundClaim, Long> kept,
      Map<RefundClaim, Long> rests,
      List<Trails.Entry> entries) {}

  /**
   * Decides.
   *
   * @param trail all invoices that billed the time; where money goes back, those that paid for it
   */
  public static Outcome of(
      String subscriptionId, List<RefundClaim> claims, MoneyTrail trail, Cause cause) {
    var settlement = new Settlement(subscriptionId, claims, trail, cause);
    settlement.spread(settlement::lower);
    if (cause.refunds()) {
      settlement.spread(settlement::refund);
    }
    if (cause.ends()) {
      settlement.spread(settlement::keep);
      settlement.keepWhatHasNoLine();
    }
    settlement.rests.values().removeIf(rest -> rest == 0);
    return new Outcome(
        settlement.drafts.values().stream()
            .filter(draft -> !draft.isEmpty())
            .map(Draft::note)
            .toList(),
        settlement.kept,
        settlement.rests,
        settlement.trails.entries());
  }

  /** A way to meet a claim on a line; the answer is how much of it was met. */
  @FunctionalInterface
  private interface Way {
    long meet(RefundClaim claim, long most, Hop line);
  }

  private void spread(Way way) {
    for (var claim : rests.entrySet()) {
      for (Draft draft : drafts.values()) {
        for (MoneyTrail.Line line : draft.invoice().lines()) {
          if (claim.getValue() > 0 && line.billed(subscriptionId, claim.getKey())) {
            Hop hop = Hop.on(draft.invoice().id(), line);
            claim.setValue(claim.getValue() - way.meet(claim.getKey(), claim.getValue(), hop));
          }
        }
      }
    }
  }

  private long lower(RefundClaim claim, long wanted, Hop at) {
    Draft draft = draft(at);
    return credit(claim, draft.lowering(claim, trails.most(claim, wanted, at)), at, true);
  }

  private long credit(RefundClaim claim, long part, Hop at, boolean lowers) {
    if (part > 0) {
      draft(at).add(claim, part, lowers);
      trails.note(claim, part, at);
    }
    return part;
  }

  /** Credits an invoice as far as money paid it, then those whose credit did. */
  private long refund(RefundClaim claim, long wanted, Hop at) {
    Draft draft = draft(at);
    long most = trails.most(claim, wanted, at);
    long met = credit(claim, draft.creditable(claim, most), at, false);
    for (MoneyTrail.Line taken : draft.invoice().lines().reversed()) {
      if (met < most && taken.amount() < 0) {
        met +=
            taken.vatRate().equals(claim.price().vatRate())
                ? through(claim, most - met, at.through(taken))
                : passOn(claim, most - met, at, taken);
      }
    }
    return met;
  }

  /**
   * Goes on to where credit of another VAT rate came from, at that rate and with VAT in it: so all
   * that changes hands is the same to the øre.
   */
  private long passOn(RefundClaim claim, long wanted, Hop at, MoneyTrail.Line taken) {
    if (restores(taken)) {
      return 0;
    }
    RefundClaim credit = claim.passedOn(taken.vatRate());
    long most = draft(at).passing(claim, wanted, taken.vatRate());
    return draft(at).pass(claim, credit, through(credit, most, at.through(taken)));
  }

  /** Goes on to where a line's credit came from. */
  private long through(RefundClaim claim, long wanted, Hop taken) {
    boolean restores = restores(taken.line());
    if (restores && !rests.containsKey(claim)) {
      return 0; // passed on at another rate: it stays the balance that it is
    }
    long most = trails.most(claim, wanted, taken);
    long met = 0;
    for (Hop source : trails.sources(taken, number(taken))) {
      if (met < most) {
        met += restores ? keep(claim, most - met, source) : refund(claim, most - met, source);
      }
    }
    return restores && met < most ? met + keep(claim, most - met, taken) : met;
  }

  /** Whether what a line took becomes balance again. */
  private boolean restores(MoneyTrail.Line taken) {
    return cause == Cause.PAUSE_REFUND && !isOwn(taken);
  }

  /** Whether it is the subscription's own credit, not the customer's or another subscription's. */
  private boolean isOwn(MoneyTrail.Line taken) {
    return taken.creditId() == null && subscriptionId.equals(taken.subscriptionId());
  }

  private long keep(RefundClaim claim, long wanted, Hop at) {
    long part = trails.most(claim, wanted, at);
    if (part > 0) {
      kept.merge(claim, part, Long::sum);
      trails.keep(claim, part, at);
    }
    return part;
  }

  private void keepWhatHasNoLine() {
    for (var claim : rests.entrySet()) {
      if (claim.getValue() > 0) {
        kept.merge(claim.getKey(), claim.getValue(), Long::sum);
        claim.setValue(0L);
      }
    }
  }

  private long number(Hop hop) {
    return draft(hop).invoice().number();
  }

  private Draft draft(Hop hop) {
    Draft draft = drafts.get(hop.invoiceId());
    if (draft == null) {
      throw new IllegalStateException("the trail has no invoice " + hop.invoiceId());
    }
    return draft;
  }
}
