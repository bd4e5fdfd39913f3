package dev.takt.api.picture;

import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.wording.Language;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription's timeline as SVG: a bar for each month, in as many columns as the width has room
 * for, so that it can be read on a telephone and on a wide screen. It is light or dark as the
 * reader's screen is, and says in words all that it shows.
 */
public final class TimelinePicture {
  /** In pixels: that of a telephone. */
  public static final int DEFAULT_WIDTH = 360;

  private static final int MARGIN = 16;
  private static final int GAP = 28;
  private static final int LEAST_CELL = 300;
  private static final int HEAD = 58;
  private static final int LEGEND = 22;
  private static final int ROOM_FOR_ENTRY = 140;
  private static final int MONTHS_BACK = 2;

  private final Subscription subscription;
  private final LocalDate today;
  private final int width;
  private final int columns;
  private final List<Cut> cuts;
  private final List<MonthCell> cells = new ArrayList<>();

  private TimelinePicture(Subscription subscription, LocalDate today, LocalDate until, int width) {
    this.subscription = subscription;
    this.today = today;
    this.width = width;
    this.columns = Math.max(1, (width - 2 * MARGIN + GAP) / (LEAST_CELL + GAP));
    YearMonth first = first(subscription.terms().startDate(), today);
    List<Segment> shown =
        subscription.segments(until).stream()
            .filter(segment -> segment.period().to().isAfter(first.atDay(1)))
            .toList();
    this.cuts = Cut.of(subscription, shown);
    YearMonth last = last(first, until.minusDays(1));
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      cells.add(new MonthCell(month, cuts, subscription.currency(), today, cellWidth()));
    }
  }

  /**
   * The picture up to a date, from two months before today or the start.
   *
   * @param width in pixels
   */
  public static String of(Subscription subscription, LocalDate today, LocalDate until, int width) {
    return new TimelinePicture(subscription, today, until, width).svg();
  }

  private static YearMonth first(LocalDate start, LocalDate today) {
    YearMonth started = YearMonth.from(start);
    YearMonth back = YearMonth.from(today).minusMonths(MONTHS_BACK);
    return started.isAfter(back) ? started : back;
  }

  /** A timeline that has an end is shown with the month of it, and no further. */
  private YearMonth last(YearMonth first, LocalDate until) {
    LocalDate end = subscription.timeline().end();
    YearMonth last = YearMonth.from(end != null && end.isBefore(until) ? end : until);
    return last.isBefore(first) ? first : last;
  }

  private int cellWidth() {
    return (width - 2 * MARGIN - (columns - 1) * GAP) / columns;
  }

  private String svg() {
    Markup body = new Markup();
    int height = draw(body);
    return Sheet.of(
        subscription.identity().subscriptionId(), title(), story(), width, height, body);
  }

  private String title() {
    return "Timeline of " + subscription.terms().price().name();
  }

  private String story() {
    StringBuilder story = new StringBuilder();
    cuts.forEach(cut -> story.append(cut.sentence(subscription.currency())).append(' '));
    return story.append("Today is ").append(Language.EN.date(today)).append('.').toString();
  }

  private int draw(Markup svg) {
    svg.text("name", MARGIN, 26, subscription.terms().price().name());
    svg.text("status", MARGIN, 45, status());
    int y = HEAD;
    for (int i = 0; i < cells.size(); i += columns) {
      List<MonthCell> row = cells.subList(i, Math.min(i + columns, cells.size()));
      for (int column = 0; column < row.size(); column++) {
        row.get(column).draw(svg, MARGIN + column * (cellWidth() + GAP), y);
      }
      y += row.stream().mapToInt(MonthCell::height).max().orElse(0);
    }
    return drawLegend(svg, y + 4);
  }

  private String status() {
    String status = subscription.statusOn(today).name();
    return status.charAt(0)
        + status.substring(1).toLowerCase(Language.EN.locale())
        + " today, "
        + Language.EN.date(today);
  }

  private int drawLegend(Markup svg, int y) {
    String[][] legend = {
      {"active", "Active, billed"},
      {"active later", "Active, to come"},
      {"trial", "Trial"},
      {"paused", "Paused"},
      {"suspended", "Suspended"}
    };
    int perRow = Math.clamp((width - 2 * MARGIN) / ROOM_FOR_ENTRY, 2, legend.length);
    int step = Math.min(170, (width - 2 * MARGIN) / perRow);
    for (int i = 0; i < legend.length; i++) {
      int x = MARGIN + i % perRow * step;
      int line = y + i / perRow * LEGEND;
      svg.raw(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"22\" height=\"12\" rx=\"3\"/>"
              .formatted(legend[i][0], x, line));
      svg.text("label", x + 29, line + 10, legend[i][1]);
    }
    return y + (legend.length + perRow - 1) / perRow * LEGEND + 8;
  }
}
