package dev.takt.api.picture;

import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Segment;
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
 */
record Cut(LocalDate on, @Nullable Segment segment, String why) {
  private static final Language LANGUAGE = Language.EN;

  /** All cuts in order of date. */
  static List<Cut> of(Subscription subscription, List<Segment> segments) {
    List<Cut> cuts = new ArrayList<>();
    Segment before = null;
    Price price = null;
    for (Segment segment : segments) {
      cuts.add(new Cut(segment.period().from(), segment, why(segment, before, price)));
      before = segment;
      price = segment.price() == null ? price : segment.price();
    }
    LocalDate end = subscription.timeline().end();
    Cancellation cancellation = subscription.changes().cancellation();
    if (end != null && cancellation != null && reaches(segments, end)) {
      cuts.add(new Cut(end, null, "ends" + reason(cancellation)));
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
      case SUSPENDED -> "suspended";
      case ACTIVE -> whyActive(segment, before) + newPrice(segment, price);
    };
  }

  private static String whyActive(Segment segment, @Nullable Segment before) {
    if (before == null) {
      return "service starts";
    }
    if (before.kind() == Segment.Kind.PAUSED) {
      return "service resumes";
    }
    if (before.kind() == Segment.Kind.TRIAL) {
      return "trial is over";
    }
    boolean boundary =
        segment.nominal() != null && segment.nominal().from().equals(segment.period().from());
    return boundary ? "new period" : "goes on";
  }

  private static String newPrice(Segment segment, @Nullable Price before) {
    Price price = segment.price();
    return price == null || before == null || price.total() == before.total() ? "" : ", new price";
  }

  /** The label, without its date: why, and what it costs. */
  String label(String currency) {
    if (segment == null) {
      return why;
    }
    if (segment.kind() != Segment.Kind.ACTIVE) {
      return why + " until " + LANGUAGE.date(segment.period().to());
    }
    return why + " · " + amount(currency) + (segment.billed() ? " billed" : " to come");
  }

  /** A whole sentence. */
  String sentence(String currency) {
    String start = LANGUAGE.date(on) + ": " + label(currency);
    return segment == null || segment.kind() != Segment.Kind.ACTIVE
        ? start + "."
        : start + ", up to " + LANGUAGE.date(segment.period().to().minusDays(1)) + ".";
  }

  String amount(String currency) {
    return segment == null ? "" : LANGUAGE.amount(segment.amount(), currency);
  }
}
