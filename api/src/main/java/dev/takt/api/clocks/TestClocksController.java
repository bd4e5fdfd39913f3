package dev.takt.api.clocks;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.workflows.workflow.TestClockWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Test clocks: time that passes when you say so. */
@RestController
@RequestMapping("/v1/test-clocks")
@Tag(name = "Test clocks")
class TestClocksController {
  /** So that one request cannot ask for decades of renewals. */
  private static final Period FARTHEST = Period.ofYears(5);

  private final TestClocks clocks;
  private final ClockObstacles obstacles;
  private final Workflows workflows;
  private final BusinessTime time;

  TestClocksController(
      TestClocks clocks, ClockObstacles obstacles, Workflows workflows, BusinessTime time) {
    this.clocks = clocks;
    this.obstacles = obstacles;
    this.workflows = workflows;
    this.time = time;
  }

  record NewClock(@NotNull Instant now) {}

  record Advance(@NotNull Instant to) {}

  @Operation(summary = "Create a test clock", description = "It stands still at the instant given.")
  @Requires(Scope.WRITE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TestClockView create(Caller caller, RequestId requestId, @Valid @RequestBody NewClock request) {
    if (caller.live()) {
      throw Problem.of(422, "test_clocks_are_for_test_keys", "use a key that starts with sk_test_")
          .asException();
    }
    Instant now = stored(request.now());
    String id = requestId.id("tcl_");
    clocks.insert(
        new TestClock(id, caller.tenant(), now, null, TestClock.Status.READY, null, time.now()));
    return read(caller, id);
  }

  @Operation(summary = "Read a test clock")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  TestClockView read(Caller caller, @PathVariable String id) {
    return view(caller, find(caller, id));
  }

  private TestClock find(Caller caller, String id) {
    return clocks
        .findByTenantAndId(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no test clock " + id).asException());
  }

  private TestClockView view(Caller caller, TestClock clock) {
    return views(caller, List.of(clock)).getFirst();
  }

  private List<TestClockView> views(Caller caller, List<TestClock> some) {
    Map<String, List<TestClockView.Obstacle>> waiting = obstacles.of(caller.tenant(), some);
    return some.stream()
        .map(clock -> TestClockView.of(clock, waiting.getOrDefault(clock.id(), List.of())))
        .toList();
  }

  @Operation(summary = "List test clocks")
  @Requires(Scope.READ)
  @GetMapping
  Listing<TestClockView> list(Caller caller, Page page) {
    return page.listing(
        views(caller, clocks.page(caller.tenant(), page.after(), page.rows())), TestClockView::id);
  }

  @Operation(
      summary = "Advance a test clock",
      description =
          "Everything that falls due up to the instant happens, in order, as if the time had"
              + " passed. It is done when the clock says READY again; until then waitingFor says"
              + " what it waits for, such as a mail server that is down.")
  @ApiResponse(responseCode = "202", description = "It is on its way")
  @ApiResponse(responseCode = "200", description = "It is there already")
  @Requires(Scope.WRITE)
  @PostMapping("/{id}/advance")
  ResponseEntity<TestClockView> advance(
      Caller caller, @PathVariable String id, @Valid @RequestBody Advance request) {
    TestClock clock = find(caller, id);
    Instant to = stored(request.to());
    // Who asks for the same again did not get the answer, and perhaps Temporal not the question.
    boolean isRepeat = clock.status() == TestClock.Status.ADVANCING && to.equals(clock.target());
    if (!isRepeat) {
      ClockAdvancing.refuse(clock);
    }
    if (to.isBefore(clock.now())) {
      throw Problem.notAllowed(
              "clock_moves_forward_only", "the clock stands at " + clock.now() + " already", "/to")
          .asException();
    }
    Instant farthest = clock.now().atZone(ZoneOffset.UTC).plus(FARTHEST).toInstant();
    if (to.isAfter(farthest)) {
      throw Problem.notAllowed(
              "advance_too_far", "one advance is five years at most: to " + farthest, "/to")
          .asException();
    }
    if (to.equals(clock.now()) && clock.status() == TestClock.Status.READY) {
      return ResponseEntity.ok(view(caller, clock));
    }
    workflows.advance(
        caller.merchantId(), new TestClockWorkflow.Clock(caller.tenant(), id, null), to);
    TestClock after = find(caller, id);
    HttpStatus status =
        after.status() == TestClock.Status.READY ? HttpStatus.OK : HttpStatus.ACCEPTED;
    return ResponseEntity.status(status).body(view(caller, after));
  }

  @Operation(summary = "Remove a test clock", description = "It ends all that lives on it.")
  @Requires(Scope.WRITE)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, RequestId requestId, @PathVariable String id) {
    if (requestId.again() && clocks.findByTenantAndId(caller.tenant(), id).isEmpty()) {
      return;
    }
    ClockAdvancing.refuse(find(caller, id));
    workflows.remove(caller.merchantId(), new TestClockWorkflow.Clock(caller.tenant(), id, null));
  }

  /** As the database keeps it, so that what is read is what was sent. */
  private static Instant stored(Instant value) {
    return value.truncatedTo(ChronoUnit.MICROS);
  }
}
