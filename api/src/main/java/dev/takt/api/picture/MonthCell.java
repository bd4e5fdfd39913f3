package dev.takt.api.picture;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.wording.Language;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;

/**
 * One month of the picture: its days as a bar, and under it a line for each cut that falls into it.
 *
 * @param width in pixels
 */
record MonthCell(YearMonth month, List<Cut> cuts, String currency, LocalDate today, int width) {
  private static final int HEAD = 26;
  private static final int BAR = 20;
  private static final int TICKS = 16;
  private static final int LINE = 18;
  private static final int SPACE = 14;
  private static final int ROOM_FOR_AMOUNT = 84;

  /** The cuts whose dates lie in the month. */
  private List<Cut> own() {
    return cuts.stream().filter(cut -> YearMonth.from(cut.on()).equals(month)).toList();
  }

  /** In pixels. */
  int height() {
    int todayLine = isNow() ? 1 : 0;
    return HEAD + BAR + TICKS + (own().size() + todayLine) * LINE + SPACE;
  }

  private boolean isNow() {
    return YearMonth.from(today).equals(month);
  }

  void draw(Markup svg, int x, int y) {
    String name = month.getMonth().getDisplayName(TextStyle.FULL, Language.EN.locale());
    svg.text("month", x, y + 16, name + " " + month.getYear());
    svg.raw(
        "<rect class=\"track\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
            .formatted(x, y + HEAD, right(month.lengthOfMonth()), BAR));
    cuts.forEach(cut -> drawBar(svg, cut, x, y + HEAD));
    for (int day = 1; day <= month.lengthOfMonth(); day += 7) {
      svg.text("tick", x + left(day), y + HEAD + BAR + 12, String.valueOf(day));
    }
    int line = y + HEAD + BAR + TICKS + 13;
    for (Cut cut : own()) {
      svg.text("day", x + 14, line, String.valueOf(cut.on().getDayOfMonth()));
      svg.text("label", x + 22, line, cut.label(currency));
      line += LINE;
    }
    if (isNow()) {
      drawToday(svg, x, y, line);
    }
  }

  private void drawToday(Markup svg, int x, int y, int line) {
    int at = x + left(today.getDayOfMonth()) + 1;
    svg.raw(
        "<path class=\"today\" d=\"M%d %dv7m0 %dv7\"><title>Today, %s</title></path>"
            .formatted(at, y + HEAD - 6, BAR - 2, Markup.escaped(Language.EN.date(today))));
    svg.text("day now", x + 14, line, String.valueOf(today.getDayOfMonth()));
    svg.text("label now", x + 22, line, "today");
  }

  private void drawBar(Markup svg, Cut cut, int x, int y) {
    Segment segment = cut.segment();
    if (segment == null) {
      return;
    }
    Period period = segment.period();
    LocalDate from = later(period.from(), month.atDay(1));
    LocalDate last = earlier(period.to(), month.plusMonths(1).atDay(1)).minusDays(1);
    if (last.isBefore(from)) {
      return;
    }
    int start = left(from.getDayOfMonth());
    int length = right(last.getDayOfMonth()) - start - 1;
    svg.bar(
        Cut.classes(segment), new Markup.Box(x + start, y, length, BAR), cut.sentence(currency));
    boolean begins = from.equals(period.from());
    if (cut.costs() && begins && length >= ROOM_FOR_AMOUNT) {
      svg.text(Cut.classesInside(segment), x + start + 6, y + 14, cut.amount(currency));
    }
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private int left(int day) {
    return (day - 1) * width / 31;
  }

  private int right(int day) {
    return day * width / 31;
  }
}
