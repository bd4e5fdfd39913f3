package dev.takt.workflows.timeline;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that was asked for since sign-up, as facts; the timeline resolves them by one rule. */
public record Changes(
    List<Pause> pauses,
    @Nullable Cancellation cancellation,
    List<TermsChange> terms,
    List<RhythmChange> rhythms) {
  public static final Changes NONE = new Changes(List.of(), null, List.of(), List.of());

  public Changes {
    pauses = List.copyOf(pauses);
    terms = List.copyOf(terms);
    rhythms = List.copyOf(rhythms);
  }

  public Changes withPauses(List<Pause> others) {
    return new Changes(others, cancellation, terms, rhythms);
  }

  public Changes withCancellation(@Nullable Cancellation other) {
    return new Changes(pauses, other, terms, rhythms);
  }

  public Changes withTerms(List<TermsChange> others) {
    return new Changes(pauses, cancellation, others, rhythms);
  }

  /** With one more change of terms. */
  public Changes withTerm(TermsChange term) {
    return withTerms(Stream.concat(terms.stream(), Stream.of(term)).toList());
  }

  /**
   * The changes of plan that were asked for with a date, in order of date. Of several for one day
   * the later word counts, and the others are as if they had never been asked for.
   */
  public List<TermsChange> datedPlans() {
    SortedMap<LocalDate, TermsChange> words = new TreeMap<>();
    for (TermsChange change : terms) {
      if (change.plan() != null && change.date() != null) {
        words.merge(
            change.date(), change, (one, other) -> one.sequence() > other.sequence() ? one : other);
      }
    }
    return List.copyOf(words.values());
  }

  public Changes withRhythms(List<RhythmChange> others) {
    return new Changes(pauses, cancellation, terms, others);
  }
}
