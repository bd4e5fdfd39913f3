package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What was billed and is not yet earned: at the end of a month as the journal has it; within one
 * the days that are over are earned too, by the line's cumulative function. Where a pause or an end
 * has taken days of the month, what the month comes to is spread over those that are left.
 */
@RestController
@Tag(name = "Reports")
class DeferredRevenueController {

  private final DeferredRevenue revenue;

  DeferredRevenueController(DeferredRevenue revenue) {
    this.revenue = revenue;
  }

  /**
   * The balance of deferred revenue.
   *
   * @param asOf inclusive: what is earned on this day is earned
   * @param totals of all of it, on each page
   */
  record Report(
      LocalDate asOf,
      List<DeferredRevenue.DeferredTotal> totals,
      List<DeferredRevenue.DeferredRow> data,
      @Nullable String nextCursor) {}

  @Operation(
      summary = "List deferred revenue",
      description =
          "By invoice, newest first, in minor units without VAT, earned day by day; with the"
              + " totals on each page, which at the end of each month add up to the journal.")
  @Requires(Scope.READ)
  @GetMapping("/v1/reports/deferred-revenue")
  Report deferredRevenue(Caller caller, @RequestParam LocalDate asOf, Page page) {
    List<DeferredRevenue.DeferredTotal> totals = new ArrayList<>();
    List<DeferredRevenue.DeferredRow> rows = new ArrayList<>();
    revenue.read(caller.tenant(), asOf, page, totals, rows);
    Listing<DeferredRevenue.DeferredRow> listing =
        page.listing(rows, DeferredRevenueController::key);
    return new Report(asOf, totals, listing.data(), listing.nextCursor());
  }

  private static String key(DeferredRevenue.DeferredRow row) {
    return Objects.toString(row.invoiceId(), "")
        + "."
        + Objects.toString(row.subscriptionId(), "")
        + "."
        + row.currency();
  }
}
