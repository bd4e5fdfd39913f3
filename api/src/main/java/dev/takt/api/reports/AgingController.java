package dev.takt.api.reports;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers owe now, by how long it is overdue. */
@RestController
@Tag(name = "Reports")
class AgingController {
  private final InvoiceAges ages;

  AgingController(InvoiceAges ages) {
    this.ages = ages;
  }

  /**
   * What is unpaid, by days after the due date.
   *
   * @param asOf the day that is counted to; null: each invoice's own today
   */
  record Report(@Nullable LocalDate asOf, List<InvoiceAges.InvoiceAge> data) {}

  @Operation(
      summary = "Report open invoices by age",
      description = "Days after the due date, counted to asOf or to today; what is unpaid now.")
  @Requires(Scope.READ)
  @GetMapping("/v1/reports/aging")
  Report aging(Caller caller, @RequestParam(required = false) @Nullable LocalDate asOf) {
    return new Report(asOf, ages.of(caller.tenant(), asOf));
  }
}
