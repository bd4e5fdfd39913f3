package dev.takt.activities.dunning;

import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.events.DunningEvent;
import dev.takt.workflows.events.InvoiceEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done about a debt, and why just then; and the events that tell it. */
@Component
class StepRecord {
  private final JdbcClient database;

  StepRecord(JdbcClient database) {
    this.database = database;
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
  void add(DunningCase open, Done step, BooksTransaction transaction) {
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
        .param("at", SqlValues.instant(transaction.at()))
        .param("outcome", step.outcome())
        .param("why", step.why())
        .param("channel", step.channel())
        .param("template", step.template())
        .param("payment", step.paymentId())
        .update();
    DunningCase.Debtor debtor = open.debtor();
    transaction.publish(
        new DunningEvent.StepDone(
            debtor.caseId(),
            debtor.invoiceId(),
            debtor.customerId(),
            open.reason(),
            step.kind(),
            step.outcome(),
            step.why()));
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

  /** Publishes that a case was opened, since its invoice, which is locked, is overdue. */
  static void opened(DunningCase open, Receivable invoice, BooksTransaction transaction) {
    DunningCase.Debtor debtor = open.debtor();
    transaction.publish(
        new DunningEvent.Opened(
            debtor.caseId(),
            debtor.invoiceId(),
            debtor.customerId(),
            open.reason(),
            invoice.due(),
            invoice.currency(),
            open.policyName()));
    transaction.publish(
        new InvoiceEvent.Overdue(
            debtor.invoiceId(),
            debtor.caseId(),
            debtor.customerId(),
            open.dueDate(),
            invoice.due(),
            invoice.currency()));
  }
}
