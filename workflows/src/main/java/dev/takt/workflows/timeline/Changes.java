package dev.takt.workflows.timeline;

import java.util.List;
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

  public Changes withRhythms(List<RhythmChange> others) {
    return new Changes(pauses, cancellation, terms, others);
  }
}
