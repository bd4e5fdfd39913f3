package dev.takt.worker.replay;

import java.util.Map;

/** Cancellations: at once, on a date, at the end of a period, undone, before the start. */
record EndStories(Stage stage) {

  void tell() {
    paidMonthly()
        .cancel(Map.of("when", "ON_DATE", "date", "2026-03-16", "settlement", "REFUND"))
        .advance("2026-03-20")
        .keep("cancelled-with-refund");

    var undone =
        paidMonthly().cancel(Map.of("when", "ON_DATE", "date", "2026-03-16")).advance("2026-03-10");
    stage.api.delete(undone.path("/cancellation"));
    undone.advance("2026-04-02").keep("cancellation-undone");

    paidMonthly()
        .cancel(Map.of("when", "IMMEDIATELY", "settlement", "BALANCE"))
        .keep("cancelled-at-once-balance-kept");

    paidMonthly()
        .cancel(Map.of("when", "END_OF_PERIOD", "reason", "moved"))
        .advance("2026-04-02")
        .keep("cancelled-at-end-of-period");

    var arrears = new Story(stage, "2026-02-20").customer("tok_insufficient_funds");
    arrears.signUp(arrears.plan(Map.of("billing", "IN_ARREARS")), "2026-03-01", Map.of());
    arrears
        .advance("2026-04-05")
        .cancel(Map.of("when", "ON_DATE", "date", "2026-04-16", "receivables", "WRITE_OFF"))
        .advance("2026-04-20")
        .keep("ended-with-last-bill-declined");

    new Story(stage, "2026-02-20")
        .customer("tok_ok")
        .signUp("2026-03-01")
        .cancel(Map.of("when", "IMMEDIATELY"))
        .keep("cancelled-before-the-start");
  }

  private Story paidMonthly() {
    return new Story(stage, "2026-02-20")
        .customer("tok_ok")
        .signUp("2026-03-01")
        .advance("2026-03-05");
  }
}
