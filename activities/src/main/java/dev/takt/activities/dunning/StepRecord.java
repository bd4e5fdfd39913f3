package dev.takt.activities.dunning;

import dev.takt.activities.events.Event;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.NextStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done about a debt, and why just then; and the events that tell it. */
@Component
class StepRecord {
  private final JdbcClient database;
  private final Outbox outbox;

  StepRecord(JdbcClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** One step: of the plan, or somebody else's doing. */
  record Done(
      String kind,
      Instant dueAt,
      String outcome,
      String why,
      @Nullable String channel,
      @Nullable String template,
      @Nullable String paymentId) {

    static Done of(NextStep step, String outcome, @Nullable String paymentId) {
      return new Done(
          step.kind().name(),
          step.at(),
          outcome,
          step.why(),
          step.channel() == null ? null : step.channel().name(),
          step.template() == null ? null : step.template().name(),
          paymentId);
    }

    static Done byOthers(
        String kind, Instant at, String outcome, String why, @Nullable String paymentId) {
      return new Done(kind, at, outcome, why, null, null, paymentId);
    }
  }

  /** Writes a step down under the case's number of it. */
  void add(DunningCase open, Done step, Instant at) {
    database
        .sql(
            """
            insert into dunning_step (tenant, case_id, number, kind, due_at, done_at, outcome, why,
              channel, template, payment_id)
            values (:tenant, :case, :number, :kind, :dueAt, :at, :outcome, :why, :channel,
              :template, :payment)
            """)
        .param("tenant", open.debtor().tenant())
        .param("case", open.debtor().caseId())
        .param("number", open.course().steps())
        .param("kind", step.kind())
        .param("dueAt", SqlValues.instant(step.dueAt()))
        .param("at", SqlValues.instant(at))
        .param("outcome", step.outcome())
        .param("why", step.why())
        .param("channel", step.channel())
        .param("template", step.template())
        .param("payment", step.paymentId())
        .update();
    tell(
        open,
        "dunning.step_done",
        Map.of("kind", step.kind(), "outcome", step.outcome(), "why", step.why()),
        at);
  }

  /** Whether a step was written down already. */
  boolean has(DunningCase open, NextStep step) {
    return database
        .sql(
            """
            select exists (select 1 from dunning_step where tenant = :tenant and case_id = :case
              and kind = :kind and due_at = :dueAt and why = :why
              and channel is not distinct from :channel
              and template is not distinct from :template)
            """)
        .param("tenant", open.debtor().tenant())
        .param("case", open.debtor().caseId())
        .param("kind", step.kind().name())
        .param("dueAt", SqlValues.instant(step.at()))
        .param("why", step.why())
        .param("channel", step.channel() == null ? null : step.channel().name())
        .param("template", step.template() == null ? null : step.template().name())
        .query(Boolean.class)
        .single();
  }

  /** Tells something about a case whose row is locked. */
  void tell(DunningCase open, String type, Map<String, Object> more, Instant at) {
    var data = new TreeMap<String, Object>(more);
    data.put("caseId", open.debtor().caseId());
    data.put("invoiceId", open.debtor().invoiceId());
    data.put("customerId", open.debtor().customerId());
    data.put("reason", open.reason().name());
    outbox.append(
        open.debtor().tenant(), at, List.of(new Event(type, open.debtor().caseId(), data)));
  }

  /** Tells that an invoice, which is locked, was not paid when it was due. */
  void overdue(DunningCase open, long amount, String currency, Instant at) {
    outbox.append(
        open.debtor().tenant(),
        at,
        List.of(
            new Event(
                "invoice.overdue",
                open.debtor().invoiceId(),
                Map.of(
                    "invoiceId", open.debtor().invoiceId(),
                    "caseId", open.debtor().caseId(),
                    "customerId", open.debtor().customerId(),
                    "dueDate", open.dueDate().toString(),
                    "amountDue", amount,
                    "currency", currency))));
  }
}
