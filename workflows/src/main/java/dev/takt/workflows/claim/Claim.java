package dev.takt.workflows.claim;

import dev.takt.workflows.law.InterestRates;
import dev.takt.workflows.law.LawFactMissing;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is claimed of an unpaid invoice on a day: its principal, what was charged beside it, and
 * interest. All amounts are in minor units; {@code principal + fees + compensation + interest −
 * paid − givenUp = total}.
 *
 * @param principal what was billed, less what was credited or given up of it
 * @param fees with what was charged for them, in order
 * @param paid of the principal and of all that is beside it
 * @param givenUp of what is beside the principal
 */
public record Claim(
    long principal,
    List<Charge> fees,
    long compensation,
    Interest interest,
    long paid,
    long givenUp) {

  public Claim {
    fees = List.copyOf(fees);
  }

  /** What was charged for a step. */
  public record Charge(ClaimStep kind, long amount, LocalDate on, String rule) {}

  /** What a change of the account of an invoice was. */
  public enum What {
    /** Money; negative where it was taken back. */
    PAID,
    /** A credit note. */
    CREDITED,
    /** Given up. */
    GIVEN_UP
  }

  /**
   * A change of what is owed.
   *
   * @param on the day on which it was made
   * @param interestFrom the day from which it lowers what bears interest
   * @param amount by which less is owed
   * @param costs whether it concerns what is beside the principal
   */
  public record Change(
      What what, LocalDate on, LocalDate interestFrom, long amount, boolean costs) {
    Change notAfter(LocalDate day) {
      return on.isAfter(day)
          ? new Change(what, day, interestFrom.isAfter(day) ? day : interestFrom, amount, costs)
          : this;
    }

    /** Money that comes in on a day. */
    public static Change paid(LocalDate on, long amount, boolean costs) {
      return new Change(What.PAID, on, on, amount, costs);
    }
  }

  /**
   * All that has happened to a claim.
   *
   * @param dueOn the last day to pay in time: interest runs from the day after it
   * @param billed the invoice's total
   */
  public record Account(
      ClaimTerms terms, LocalDate dueOn, long billed, List<Charge> charges, List<Change> changes) {
    public Account {
      charges = List.copyOf(charges);
      changes = List.copyOf(changes);
    }

    /**
     * As it stands on a day on which all of these changes are known: one that the books could only
     * take on a later date, since a month was closed, counts from that day.
     */
    public Account knownOn(LocalDate day) {
      return new Account(
          terms, dueOn, billed, charges, changes.stream().map(it -> it.notAfter(day)).toList());
    }

    /** With one more change. */
    public Account with(Change change) {
      var all = new java.util.ArrayList<>(changes);
      all.add(change);
      return new Account(terms, dueOn, billed, charges, all);
    }
  }

  /**
   * Reckons it to a day.
   *
   * @throws LawFactMissing where a rate of interest is not known
   */
  public static Claim of(Account account, LocalDate asOf, InterestRates rates) {
    List<Change> until =
        account.changes.stream().filter(change -> !change.on().isAfter(asOf)).toList();
    List<Charge> charges =
        account.charges.stream()
            .filter(charge -> !charge.on().isAfter(asOf))
            .sorted(Comparator.comparing(Charge::on))
            .toList();
    return new Claim(
        account.billed - sum(until, What.CREDITED, false) - sum(until, What.GIVEN_UP, false),
        charges.stream().filter(charge -> charge.kind() != ClaimStep.COMPENSATION).toList(),
        charges.stream()
            .filter(charge -> charge.kind() == ClaimStep.COMPENSATION)
            .mapToLong(Charge::amount)
            .sum(),
        interest(account, until, asOf, rates),
        sum(until, What.PAID, false) + sum(until, What.PAID, true),
        sum(until, What.GIVEN_UP, true));
  }

  /**
   * The same, with interest for the days whose rate is known only: nothing is charged on a guess.
   */
  public static Claim asFarAsKnown(Account account, LocalDate asOf, InterestRates rates) {
    try {
      return of(account, asOf, rates);
    } catch (LawFactMissing unknown) {
      Interest known = of(account, unknown.on(), rates).interest;
      ClaimTerms terms = account.terms;
      var free =
          new Account(
              new ClaimTerms(false, terms.dayCount(), terms.allocation(), terms.leastClaim()),
              account.dueOn,
              account.billed,
              account.charges,
              account.changes);
      Claim rest = of(free, asOf, rates);
      return new Claim(
          rest.principal, rest.fees, rest.compensation, known, rest.paid, rest.givenUp);
    }
  }

  private static Interest interest(
      Account account, List<Change> until, LocalDate asOf, InterestRates rates) {
    if (!account.terms.interest()) {
      return Interest.NONE;
    }
    NavigableMap<LocalDate, Long> changes = new TreeMap<>();
    changes.put(account.dueOn, account.billed);
    for (Change change : until) {
      if (!change.costs()) {
        LocalDate from = change.interestFrom();
        changes.merge(
            from.isBefore(account.dueOn) ? account.dueOn : from, -change.amount(), Long::sum);
      }
    }
    return Interest.of(
        Interest.running(changes), account.dueOn, asOf, rates, account.terms.dayCount());
  }

  private static long sum(List<Change> changes, What what, boolean costs) {
    return changes.stream()
        .filter(change -> change.what() == what && change.costs() == costs)
        .mapToLong(Change::amount)
        .sum();
  }

  /** All fees. */
  public long feeSum() {
    return fees.stream().mapToLong(Charge::amount).sum();
  }

  /** What is left to pay. */
  public long total() {
    return principal + feeSum() + compensation + interest.amount() - paid - givenUp;
  }
}
