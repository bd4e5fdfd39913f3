package dev.takt.activities.invoicing;

import dev.takt.activities.World;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Segment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of 310.00 a month from 1 March 2026 that is asked for two changes on 5 March, one
 * after the other, and then lives until 30 June.
 *
 * @param refused why the second was not granted, or null
 */
record PairedLife(Life life, @Nullable Refusal refused, String time, String money) {
  private static final LocalDate UNTIL = LocalDate.parse("2026-06-30");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  static PairedLife of(Kind first, Kind second) {
    List<Kind> both = List.of(first, second);
    Life life = started(new World(), both.contains(Kind.END_PAUSE), both.contains(Kind.UNDO));
    Refusal refusal = life.ask(first.request(life));
    if (refusal != null) {
      throw new AssertionError(first + " alone is refused: " + refusal);
    }
    Refusal refused = life.ask(second.request(life));
    String time = timeOf(life);
    life.until(UNTIL);
    if (!time.equals(timeOf(life))) {
      throw new AssertionError("planned " + time + ", and came to " + timeOf(life));
    }
    return new PairedLife(life, refused, time, moneyOf(life));
  }

  /**
   * On 5 March.
   *
   * @param paused whether a pause from 3 to 10 March is running
   * @param cancelled whether it is cancelled to 20 June
   */
  static Life started(World world, boolean paused, boolean cancelled) {
    Life life = Life.of(world, "tok_ok", "2026-03-01", 31_000);
    life.until("2026-03-02");
    if (paused) {
      life.pause("2026-03-03", "2026-03-10", AfterPause.KEEP_DATES, PauseSettlement.BALANCE);
    }
    if (cancelled) {
      life.cancel("2026-06-20", Cancellation.Settlement.REFUND);
    }
    life.until("2026-03-05");
    return life;
  }

  static String runningPause(Life life) {
    return life.state.changes().pauses().stream()
        .filter(pause -> pause.from().equals(LocalDate.parse("2026-03-03")))
        .findFirst()
        .orElseThrow()
        .id();
  }

  String verdict() {
    return refused == null
        ? "both"
        : "the second: " + refused.status() + " `" + refused.code() + "`";
  }

  /** What became of the two, whichever came first. */
  String outcome() {
    return time + "\n" + money;
  }

  /** Such as "1 Mar ▸ 11 Mar ‖ 21 Apr ▸ 16 Jun ■": service up to, paused up to, the end. */
  static String timeOf(Life life) {
    StringBuilder told = new StringBuilder(DAY.format(LocalDate.parse("2026-03-01")));
    Segment.@Nullable Kind kind = null;
    LocalDate to = LocalDate.parse("2026-03-01");
    for (Segment segment : life.state.segments(UNTIL)) {
      if (kind != null && segment.kind() != kind) {
        tell(told, kind, to);
      }
      kind = segment.kind();
      to = segment.period().to();
    }
    if (kind != null) {
      tell(told, kind, to.isAfter(UNTIL) ? UNTIL : to);
    }
    return told + (life.state.timeline().end() == null ? " …" : " ■");
  }

  private static void tell(StringBuilder told, Segment.Kind kind, LocalDate to) {
    told.append(kind == Segment.Kind.PAUSED ? " ‖ " : " ▸ ").append(DAY.format(to));
  }

  /** Invoices by date of issue, and what was credited, negative. */
  private static String moneyOf(Life life) {
    return life
        .world
        .texts(
            """
            select issue_date::text || ' ' || total from (
              select issue_date, total, number, 0 as kind from invoice where tenant = :tenant
              union all
              select issue_date, -total, number, 1 from credit_note where tenant = :tenant) d
            order by issue_date, kind, number
            """)
        .stream()
        .map(PairedLife::told)
        .collect(Collectors.joining(", "));
  }

  private static String told(String document) {
    String[] parts = document.split(" ", -1);
    return DAY.format(LocalDate.parse(parts[0]))
        + " "
        + BigDecimal.valueOf(Long.parseLong(parts[1]), 2).toPlainString();
  }
}
