package dev.takt.workflows.dunning;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a case has come.
 *
 * @param done which steps of the track are behind it
 * @param steps how many steps were done at all: the next one's number
 * @param tries how many times the card was tried, the first charge included
 * @param carefulTries how many times in all the bank refused the latest card with suspicion
 * @param lastTry the latest of the tries that say something of the card, or null
 * @param fault a technical fault that is being waited out, or null
 * @param tracks how many times it has come to another track
 * @param toldAt when the customer was written to last, or null
 */
public record CaseProgress(
    List<Integer> done,
    int steps,
    int tries,
    int carefulTries,
    @Nullable Try lastTry,
    @Nullable Fault fault,
    int tracks,
    @Nullable Instant toldAt) {
  static final CaseProgress NONE = new CaseProgress(List.of(), 0, 0, 0, null, null, 0, null);

  public CaseProgress {
    done = List.copyOf(done);
  }

  /**
   * A try that was declined.
   *
   * @param cardId the payment method, or null where there was none
   */
  public record Try(Instant at, Decline decline, @Nullable String cardId) {}

  /**
   * A technical fault: the stage stands still while it is waited out.
   *
   * @param tries how many times it failed so
   * @param index the retry of the track that met it
   */
  public record Fault(Instant since, int tries, int index) {
    Fault later(long days) {
      return new Fault(since.plus(days, ChronoUnit.DAYS), tries, index);
    }
  }

  CaseProgress withDone(List<Integer> others) {
    return new CaseProgress(others, steps, tries, carefulTries, lastTry, fault, tracks, toldAt);
  }

  /** At the beginning of another track, of which some steps are behind it. */
  CaseProgress onTrack(List<Integer> behind) {
    return new CaseProgress(behind, steps, tries, carefulTries, lastTry, fault, tracks + 1, toldAt);
  }

  CaseProgress withFault(@Nullable Fault other) {
    return new CaseProgress(done, steps, tries, carefulTries, lastTry, other, tracks, toldAt);
  }

  CaseProgress told(Instant at) {
    return new CaseProgress(done, steps, tries, carefulTries, lastTry, fault, tracks, at);
  }

  CaseProgress stepped() {
    return new CaseProgress(done, steps + 1, tries, carefulTries, lastTry, fault, tracks, toldAt);
  }

  CaseProgress tried(Try latest) {
    boolean careful = latest.decline().kind() == DeclineClass.LATER_CAREFUL;
    boolean same = lastTry == null || Objects.equals(lastTry.cardId(), latest.cardId());
    // Of another card the bank has not said anything yet.
    int earlier = same ? carefulTries : 0;
    return new CaseProgress(
        done, steps, tries + 1, careful ? earlier + 1 : earlier, latest, fault, tracks, toldAt);
  }

  /** One more try, which says nothing of the card. */
  CaseProgress triedInVain() {
    return new CaseProgress(done, steps, tries + 1, carefulTries, lastTry, fault, tracks, toldAt);
  }
}
