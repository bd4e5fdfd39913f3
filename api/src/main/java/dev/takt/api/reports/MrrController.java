package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.subscriptions.SubscriptionRows;
import dev.takt.api.web.Problem;
import dev.takt.workflows.subscription.Subscription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Monthly recurring revenue and how it moves, beside what the journal says was earned. */
@RestController
@Tag(name = "Reports")
class MrrController {
  private static final int MOST_MONTHS = 36;

  private final SubscriptionRows subscriptions;
  private final EarnedRevenue earnings;

  MrrController(SubscriptionRows subscriptions, EarnedRevenue earnings) {
    this.subscriptions = subscriptions;
    this.earnings = earnings;
  }

  record Report(LocalDate from, LocalDate to, List<Row> data) {}

  /**
   * One month in one currency, in minor units without VAT: {@code opening + new + expansion -
   * contraction - paused + resumed - churned = closing}.
   *
   * @param month as 2026-03
   * @param earned what the journal has on the account of revenue in the month
   */
  record Row(
      String month,
      String currency,
      long opening,
      @com.fasterxml.jackson.annotation.JsonProperty("new") long added,
      long expansion,
      long contraction,
      long paused,
      long resumed,
      long churned,
      long closing,
      long earned) {}

  /** How a month's movements add up. */
  private static final class Sums {
    private long opening;
    private long added;
    private long expansion;
    private long contraction;
    private long paused;
    private long resumed;
    private long churned;
    private long closing;

    void add(MonthlyRevenue revenue, LocalDate first, LocalDate next) {
      long before = revenue.on(first);
      long after = revenue.on(next);
      opening += before;
      closing += after;
      if (before == 0) {
        boolean was = revenue.isPausedOn(first);
        resumed += was ? after : 0;
        added += was ? 0 : after;
      } else if (after == 0) {
        boolean over = revenue.isEndedOn(next);
        churned += over ? before : 0;
        paused += over ? 0 : before;
      } else {
        expansion += Math.max(0, after - before);
        contraction += Math.max(0, before - after);
      }
    }

    Row row(YearMonth month, String currency, long earned) {
      return new Row(
          month.toString(),
          currency,
          opening,
          added,
          expansion,
          contraction,
          paused,
          resumed,
          churned,
          closing,
          earned);
    }
  }

  @Operation(
      summary = "Report monthly recurring revenue",
      description =
          "For each month from the one of a date up to the one of another, exclusive: what running"
              + " subscriptions are worth a month on its first day and on the next month's, by"
              + " their timelines as they are now, and what made the difference. Beside it what"
              + " the journal says was earned.")
  @Requires(Scope.READ)
  @GetMapping("/v1/reports/mrr")
  Report mrr(Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate to) {
    List<YearMonth> months = months(from, to);
    Map<String, Map<YearMonth, Sums>> sums = new TreeMap<>();
    subscriptions.forEach(caller.tenant(), state -> add(state, months, sums));
    Map<String, Long> earned = earnings.of(caller.tenant(), from, to);
    List<Row> rows = new ArrayList<>();
    sums.forEach(
        (currency, byMonth) ->
            byMonth.forEach(
                (month, sum) ->
                    rows.add(sum.row(month, currency, earned.getOrDefault(currency + month, 0L)))));
    return new Report(from, to, rows);
  }

  private static List<YearMonth> months(LocalDate from, LocalDate to) {
    List<YearMonth> months = new ArrayList<>();
    for (YearMonth month = YearMonth.from(from);
        month.atDay(1).isBefore(to) && months.size() <= MOST_MONTHS;
        month = month.plusMonths(1)) {
      months.add(month);
    }
    if (months.isEmpty() || months.size() > MOST_MONTHS) {
      throw Problem.of(422, "invalid", "give a range of 1 to " + MOST_MONTHS + " months")
          .asException();
    }
    return months;
  }

  private static void add(
      Subscription state, List<YearMonth> months, Map<String, Map<YearMonth, Sums>> sums) {
    MonthlyRevenue revenue = new MonthlyRevenue(state);
    Map<YearMonth, Sums> own = sums.computeIfAbsent(state.currency(), any -> new TreeMap<>());
    for (YearMonth month : months) {
      own.computeIfAbsent(month, any -> new Sums())
          .add(revenue, month.atDay(1), month.plusMonths(1).atDay(1));
    }
  }
}
