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

/** What failed, and what of it came in after all. */
@RestController
@Tag(name = "Reports")
class RecoveryController {
  private final Recoveries recoveries;

  RecoveryController(Recoveries recoveries) {
    this.recoveries = recoveries;
  }

  /**
   * Cases that began from {@code from} to {@code to}, half-open; null: all.
   *
   * @param byReason what failed, by the reason of the first decline: it is what was recovered,
   *     credited, written off and is open together
   * @param byAttempt what was recovered, by how many tries were declined before
   * @param byChannel what was recovered, by the way it came
   */
  record Report(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      List<Recoveries.ByReason> byReason,
      List<Recoveries.Recovered> byAttempt,
      List<Recoveries.Recovered> byChannel) {}

  @Operation(
      summary = "Report what of failed payments was recovered",
      description =
          "By reason, attempt and channel; what was recovered is in the journal as payments.")
  @Requires(Scope.READ)
  @GetMapping("/v1/reports/recovery")
  Report recovery(
      Caller caller,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    String tenant = caller.tenant();
    return new Report(
        from,
        to,
        recoveries.byReason(tenant, from, to),
        recoveries.byAttempt(tenant, from, to),
        recoveries.byChannel(tenant, from, to));
  }
}
