package dev.takt.api.picture;

import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.timeline.WithheldService;
import dev.takt.workflows.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date on which a timeline changes, and why.
 *
 * @param segment what begins there; null at the end
 * @param why in a few words, as "service resumes"
 * @param until when a trial, a pause or a suspension that begins there is over, where that is known
 */
record Cut(LocalDate on, @Nullable Segment segment, String why, @Nullable LocalDate until) {
  private static final Language LANGUAGE = Language.EN;

  /** All cuts in order of date. */
  static List<Cut> of(Subscription subscription, List<Segment> segments) {
    List<Cut> cuts = new ArrayList<>();
    List<WithheldService> withheld = WithheldService.of(subscription.changes().suspensions());
    Segment before = null;
    Price price = null;
    for (Segment segment : segments) {
      cuts.add(
          new Cut(
              segment.period().from(),
              segment,
              why(segment, before, price),
              until(segment, before, withheld)));
      before = segment;
      price = segment.price() == null ? price : segment.price();
    }
    LocalDate end = subscription.timeline().end();
    Cancellation cancellation = subscription.changes().cancellation();
    if (end != null && cancellation != null && reaches(segments, end)) {
      cuts.add(new Cut(end, null, "ends" + reason(cancellation), null));
    }
    return cuts;
  }

  private static boolean reaches(List<Segment> segments, LocalDate end) {
    return segments.isEmpty() || !segments.getLast().period().to().isBefore(end);
  }

  private static String reason(Cancellation cancellation) {
    return switch (cancellation.when()) {
      case IMMEDIATELY -> ": cancelled at once";
      case END_OF_PERIOD -> ": cancelled to the period’s end";
      case ON_DATE -> ": cancelled to this date";
    };
  }

  private static String why(Segment segment, @Nullable Segment before, @Nullable Price price) {
    return switch (segment.kind()) {
      case TRIAL -> before == null ? "trial starts" : "trial goes on";
      case PAUSED -> "paused";
      case SUSPENDED -> whySuspended(segment, before) + newPrice(segment, price);
      case ACTIVE -> whyActive(segment, before) + newPrice(segment, price);
    };
  }

  /** A suspension is told where it begins; what it costs, in each of its periods. */
  private static String whySuspended(Segment segment, @Nullable Segment before) {
    if (before == null || before.kind() != Segment.Kind.SUSPENDED) {
      return "suspended";
    }
    return before.price() == null && segment.price() != null
        ? "trial is over"
        : whyInPeriod(segment);
  }

  private static @Nullable LocalDate until(
      Segment segment, @Nullable Segment before, List<WithheldService> withheld) {
    return switch (segment.kind()) {
      case TRIAL, PAUSED -> segment.period().to();
      case SUSPENDED ->
          before != null && before.kind() == Segment.Kind.SUSPENDED
              ? null
              : withheld.stream()
                  .filter(stretch -> stretch.contains(segment.period().from()))
                  .findFirst()
                  .map(WithheldService::to)
                  .orElse(null);
      case ACTIVE -> null;
    };
  }

  private static String whyActive(Segment segment, @Nullable Segment before) {
    if (before == null) {
      return "service starts";
    }
    return switch (before.kind()) {
      case PAUSED, SUSPENDED -> "service resumes";
      case TRIAL -> "trial is over";
      case ACTIVE -> whyInPeriod(segment);
    };
  }

  private static String whyInPeriod(Segment segment) {
    boolean boundary =
        segment.nominal() != null && segment.nominal().from().equals(segment.period().from());
    return boundary ? "new period" : "goes on";
  }

  private static String newPrice(Segment segment, @Nullable Price before) {
    Price price = segment.price();
    return price == null || before == null || price.total() == before.total() ? "" : ", new price";
  }

  /**
   * The label, without its date: why, and either what it costs or until when it is. There is no
   * room for both, and the end of a suspension has a label of its own.
   */
  String label(String currency) {
    return costs() ? why + money(currency) : why + untilWhen();
  }

  /** A whole sentence. */
  String sentence(String currency) {
    String start = LANGUAGE.date(on) + ": " + why + untilWhen();
    return segment == null || !costs()
        ? start + "."
        : start
            + money(currency)
            + ", up to "
            + LANGUAGE.date(segment.period().to().minusDays(1))
            + ".";
  }

  private String untilWhen() {
    return until == null ? "" : " until " + LANGUAGE.date(until);
  }

  private String money(String currency) {
    boolean billed = segment != null && segment.billed();
    return " · " + amount(currency) + (billed ? " billed" : " to come");
  }

  /** Whether its days have a price: those of service, given or withheld. */
  boolean costs() {
    return segment != null && segment.price() != null;
  }

  /** The classes of its bar. */
  static String classes(Segment segment) {
    return switch (segment.kind()) {
      case ACTIVE -> segment.billed() ? "active" : "active later";
      case TRIAL -> "trial";
      case PAUSED -> "paused";
      case SUSPENDED -> "suspended";
    };
  }

  /** The classes of an amount that stands in its bar. */
  static String classesInside(Segment segment) {
    if (segment.kind() == Segment.Kind.SUSPENDED) {
      return "in stop";
    }
    return segment.billed() ? "in" : "in later";
  }

  String amount(String currency) {
    return segment == null ? "" : LANGUAGE.amount(segment.amount(), currency);
  }
}
