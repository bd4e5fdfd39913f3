package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.TermsChangePosition;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription remembers of what was billed. That is only what is not settled, so a request
 * that reaches further back, or its preview, has to be told first what was billed then.
 */
public final class BilledMemory {
  private BilledMemory() {}

  /** The books, which remember all of it. */
  public interface Books {
    /**
     * All that was billed and credited of a nominal period and of those after it.
     *
     * @param first the period's first day; a later one may well have an earlier nominal start
     */
    List<BilledLine> since(Identity identity, LocalDate nominalStart, LocalDate first);
  }

  /** The subscription with the memory that a request needs. */
  public static Subscription recall(Subscription state, Request request, Books books) {
    LocalDate reach = reach(state, request);
    if (reach == null
        || !reach.isBefore(state.billedSince())
        || !state.terms().startDate().isBefore(state.billedSince())) {
      return state;
    }
    Optional<NominalPeriod> period = state.timeline().periodsFrom(reach).findFirst();
    LocalDate start = period.map(NominalPeriod::start).orElse(reach);
    LocalDate first = period.map(NominalPeriod::firstDate).orElse(reach);
    var remembered = state.billed().stream().map(BilledMemory::periodOf).distinct().toList();
    var older =
        books.since(state.identity(), start, first).stream()
            .sorted(Comparator.comparing(line -> afterPrefix(line.documentId())))
            .filter(line -> !remembered.contains(periodOf(line)));
    return state.withBilled(
        Stream.concat(older, state.billed().stream()).toList(),
        first.isBefore(reach) ? first : reach);
  }

  private static String periodOf(BilledLine line) {
    return line.nominalStart() + "/" + line.days();
  }

  /** The earliest date whose use a request may change, or null. */
  private static @Nullable LocalDate reach(Subscription state, Request request) {
    return switch (request) {
      case Request.PlanPause plan -> plan.from();
      case Request.ChangePause change -> earliest(change.from(), from(state, change.pauseId()));
      case Request.RemovePause removal -> from(state, removal.pauseId());
      case Request.ChangeTerms change -> change.date();
      case Request.Cancel cancel -> cancel.date();
      case Request.UndoCancellation undo -> null;
      case Request.ChangePaymentMethod change -> null;
      case Request.Suspend suspend -> null;
      case Request.Restore restore -> null;
      case Request.GrantDiscount grant -> grant.from();
      case Request.ChangeDiscount change -> startOfDiscount(state, change.discountId());
      case Request.RemoveDiscount removal -> startOfDiscount(state, removal.discountId());
      case Request.ProlongChange change -> null;
      case Request.RemoveChange removal -> startOfChange(state, removal.changeId());
      case Request.AddCharge charge -> null;
      case Request.RemoveCharge removal -> null;
      case Request.GrantCredit credit -> null;
    };
  }

  private static @Nullable LocalDate from(Subscription state, String pauseId) {
    return state.changes().pauses().stream()
        .filter(pause -> pause.id().equals(pauseId))
        .map(Pause::from)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate startOfDiscount(Subscription state, String discountId) {
    return state.changes().discounts().stream()
        .filter(discount -> discount.id().equals(discountId))
        .map(Discount::from)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate startOfChange(Subscription state, String changeId) {
    return state.timeline().termsChanges(LocalDate.MAX).stream()
        .filter(position -> position.change().id().equals(changeId))
        .map(TermsChangePosition::from)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate earliest(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** Ids sort by time of making, behind their prefix: credits undo what was billed before them. */
  private static String afterPrefix(String id) {
    return id.substring(id.indexOf('_') + 1);
  }
}
