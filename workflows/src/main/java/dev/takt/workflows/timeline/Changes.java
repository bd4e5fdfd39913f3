package dev.takt.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was asked for since sign-up, as facts; the timeline resolves them by one rule.
 *
 * @param discounts in the order in which they were granted
 * @param suspensions when service was withheld because of debts, oldest first
 * @param charges one-off charges that are not billed; absent in what was written before there were
 *     any
 */
public record Changes(
    List<Pause> pauses,
    @Nullable Cancellation cancellation,
    List<TermsChange> terms,
    List<RhythmChange> rhythms,
    List<Discount> discounts,
    List<Suspension> suspensions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OneOffCharge> charges) {
  public static final Changes NONE =
      new Changes(List.of(), null, List.of(), List.of(), List.of(), List.of(), List.of());

  public Changes {
    pauses = List.copyOf(pauses);
    terms = List.copyOf(terms);
    rhythms = List.copyOf(rhythms);
    discounts = List.copyOf(discounts);
    suspensions = List.copyOf(suspensions);
    charges = charges == null ? List.of() : List.copyOf(charges);
  }

  public Changes withPauses(List<Pause> others) {
    return new Changes(others, cancellation, terms, rhythms, discounts, suspensions, charges);
  }

  public Changes withCancellation(@Nullable Cancellation other) {
    return new Changes(pauses, other, terms, rhythms, discounts, suspensions, charges);
  }

  public Changes withTerms(List<TermsChange> others) {
    return new Changes(pauses, cancellation, others, rhythms, discounts, suspensions, charges);
  }

  /** The place of the next change of terms in the order in which they were asked for. */
  public int nextSequence() {
    return 1 + terms.stream().mapToInt(TermsChange::sequence).max().orElse(0);
  }

  /** With one more change of terms. */
  public Changes withTerm(TermsChange term) {
    return withTerms(Stream.concat(terms.stream(), Stream.of(term)).toList());
  }

  /**
   * The changes of plan that were asked for with a date, in order of date. Of several for one day
   * the later word counts, and the others are as if they had never been asked for. Temporary ones
   * are left out: they keep the rhythm.
   */
  public List<TermsChange> datedPlans() {
    SortedMap<LocalDate, TermsChange> words = new TreeMap<>();
    for (TermsChange change : terms) {
      if (change.plan() != null && change.date() != null && change.until() == null) {
        words.merge(
            change.date(), change, (one, other) -> one.sequence() > other.sequence() ? one : other);
      }
    }
    return List.copyOf(words.values());
  }

  public Changes withCharges(List<OneOffCharge> others) {
    return new Changes(pauses, cancellation, terms, rhythms, discounts, suspensions, others);
  }

  /** With one more charge, behind those that there are. */
  public Changes withCharge(OneOffCharge charge) {
    return withCharges(Stream.concat(charges.stream(), Stream.of(charge)).toList());
  }

  /** Without charges that are billed, or were taken back. */
  public Changes withoutCharges(Collection<String> ids) {
    return ids.isEmpty()
        ? this
        : withCharges(charges.stream().filter(one -> !ids.contains(one.id())).toList());
  }

  public Changes withRhythms(List<RhythmChange> others) {
    return new Changes(pauses, cancellation, terms, others, discounts, suspensions, charges);
  }

  public Changes withDiscounts(List<Discount> others) {
    return new Changes(pauses, cancellation, terms, rhythms, others, suspensions, charges);
  }

  /** With one more discount, behind those that there are. */
  public Changes withDiscount(Discount discount) {
    return withDiscounts(Stream.concat(discounts.stream(), Stream.of(discount)).toList());
  }

  /** Without temporary changes and discounts: what it costs in the long run. */
  public Changes lasting() {
    return withDiscounts(List.of())
        .withTerms(terms.stream().filter(change -> change.until() == null).toList());
  }

  /** With service withheld because of a debt, from a date on. */
  public Changes withSuspension(String debtId, LocalDate from) {
    return withSuspensions(
        Stream.concat(suspensions.stream(), Stream.of(new Suspension(debtId, from, null)))
            .toList());
  }

  /** Without the suspension that a debt caused, from a date on. */
  public Changes withoutSuspension(String debtId, LocalDate to) {
    List<Suspension> others = new ArrayList<>();
    for (Suspension one : suspensions) {
      boolean open = one.to() == null && one.debtId().equals(debtId);
      if (!open) {
        others.add(one);
      } else if (to.isAfter(one.from())) {
        others.add(new Suspension(debtId, one.from(), to));
      }
    }
    return withSuspensions(others);
  }

  private Changes withSuspensions(List<Suspension> others) {
    return new Changes(pauses, cancellation, terms, rhythms, discounts, others, charges);
  }

  /** Whether a debt withholds service now. */
  public boolean withholdsFor(String debtId) {
    return suspensions.stream().anyMatch(one -> one.to() == null && one.debtId().equals(debtId));
  }

  /** Whether service is withheld on a date. */
  public boolean withholdsOn(LocalDate date) {
    return suspensions.stream().anyMatch(one -> one.contains(date));
  }
}
