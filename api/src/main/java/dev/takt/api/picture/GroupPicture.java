package dev.takt.api.picture;

import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Segment;
import dev.takt.workflows.wording.Language;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;

/**
 * A group as SVG: its members' time under one another on one axis, with a line through all of them
 * at each group date, so that one sees them come into step. It says in words all that it shows.
 */
public final class GroupPicture {
  private static final int MARGIN = 16;
  private static final int HEAD = 78;
  private static final int ROW = 46;
  private static final int BAR = 18;
  private static final int FOOT = 52;
  private static final int MONTHS_BACK = 2;
  private static final int ROOM_FOR_MONTH = 30;

  private final Group group;
  private final List<Subscription> members;
  private final LocalDate today;
  private final LocalDate from;
  private final LocalDate until;
  private final int width;

  private GroupPicture(
      Group group, List<Subscription> members, LocalDate today, LocalDate until, int width) {
    this.group = group;
    this.members = members;
    this.today = today;
    this.from = YearMonth.from(today).minusMonths(MONTHS_BACK).atDay(1);
    this.until = until.isAfter(from) ? until : from.plusMonths(1);
    this.width = width;
  }

  /**
   * The picture up to a date, from two months before today.
   *
   * @param width in pixels
   */
  public static String of(
      Group group, List<Subscription> members, LocalDate today, LocalDate until, int width) {
    return new GroupPicture(group, members, today, until, width).svg();
  }

  private String svg() {
    Markup body = new Markup();
    int height = draw(body);
    return Sheet.of(group.identity().groupId(), title(), story(), width, height, body);
  }

  private String title() {
    return "A group of "
        + members.size()
        + (members.size() == 1 ? " subscription" : " subscriptions");
  }

  private String status() {
    LocalDate next = group.nextDate();
    LocalDate dissolved = group.dissolvedOn();
    if (dissolved != null) {
      return "Dissolved on " + Language.EN.date(dissolved);
    }
    return next == null ? "" : "Next joint invoice on " + Language.EN.date(next);
  }

  private String story() {
    StringBuilder story = new StringBuilder(status()).append(". ");
    for (Subscription member : members) {
      story.append(name(member)).append(": ");
      Cut.of(member, segments(member))
          .forEach(cut -> story.append(cut.sentence(member.currency())).append(' '));
    }
    return story.append("Today is ").append(Language.EN.date(today)).append('.').toString();
  }

  private List<Segment> segments(Subscription member) {
    return member.segments(until).stream()
        .filter(segment -> segment.period().to().isAfter(from))
        .toList();
  }

  private static String name(Subscription member) {
    return member.terms().price().name();
  }

  private int draw(Markup svg) {
    svg.text("name", MARGIN, 26, title());
    svg.text("status", MARGIN, 45, status());
    int bottom = HEAD + members.size() * ROW;
    drawMonths(svg);
    for (int i = 0; i < members.size(); i++) {
      drawMember(svg, members.get(i), HEAD + i * ROW);
    }
    drawGroupDates(svg, bottom);
    svg.raw(line("today", today, HEAD - 4, bottom, "Today"));
    svg.text("label", MARGIN, bottom + 20, "Dark: billed. Light: to come. Lines: group dates.");
    svg.text("label", MARGIN, bottom + 38, "Framed: suspended.");
    return bottom + FOOT;
  }

  private void drawMonths(Markup svg) {
    boolean roomy =
        (width - 2 * MARGIN) / Math.max(1, Period.days(from, until) / 30) >= ROOM_FOR_MONTH;
    for (LocalDate month = from; month.isBefore(until); month = month.plusMonths(1)) {
      if (roomy || month.getMonthValue() % 2 == 1) {
        String label = month.getMonth().getDisplayName(TextStyle.SHORT, Language.EN.locale());
        svg.text("tick", x(month), HEAD - 10, label);
      }
    }
  }

  private void drawMember(Markup svg, Subscription member, int y) {
    svg.text("label", MARGIN, y + 14, name(member));
    int top = y + 20;
    svg.raw(
        "<rect class=\"track\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
            .formatted(MARGIN, top, width - 2 * MARGIN, BAR));
    for (Cut cut : Cut.of(member, segments(member))) {
      Segment segment = cut.segment();
      if (segment != null) {
        int left = x(segment.period().from());
        int length = Math.max(1, x(segment.period().to()) - left - 1);
        svg.bar(
            Cut.classes(segment),
            new Markup.Box(left, top, length, BAR),
            cut.sentence(member.currency()));
      }
    }
  }

  private void drawGroupDates(Markup svg, int bottom) {
    LocalDate date = group.rhythm().periodAt(group.formedOn()).to();
    while (date.isBefore(until) && !isOver(date)) {
      if (!date.isBefore(from)) {
        svg.raw(
            line("groupdate", date, HEAD - 4, bottom, "Joint invoice, " + Language.EN.date(date)));
      }
      date = group.rhythm().periodAt(date).to();
    }
  }

  private boolean isOver(LocalDate date) {
    return group.dissolvedOn() != null && date.isAfter(group.dissolvedOn());
  }

  private String line(String type, LocalDate date, int top, int bottom, String title) {
    int x = x(date);
    return "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"><title>%s</title></line>"
        .formatted(type, x, top, x, bottom, Markup.escaped(title));
  }

  /** Where a date begins, within the picture. */
  private int x(LocalDate date) {
    int day = Math.clamp(Period.days(from, date), 0, Period.days(from, until));
    return MARGIN + day * (width - 2 * MARGIN) / Math.max(1, Period.days(from, until));
  }
}
