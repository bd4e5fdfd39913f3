package dev.takt.activities.dunning;

import dev.takt.activities.claim.ClaimStepBooking;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.events.DunningEvent;
import dev.takt.workflows.events.InvoiceEvent;
import dev.takt.workflows.port.Messages;
import java.time.Instant;
import java.time.LocalDate;
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
      @Nullable String paymentId,
      @Nullable Lawful lawful) {

    /** What of it the law has a say in. */
    record Lawful(
        @Nullable Long fee,
        @Nullable LocalDate deadline,
        String rule,
        @Nullable String documentId) {}

    static Done of(NextStep step, String outcome, @Nullable String paymentId) {
      return new Done(
          step.kind().name(),
          step.at(),
          outcome,
          step.why(),
          step.channel() == null ? null : step.channel().name(),
          step.template() == null ? null : step.template().name(),
          paymentId,
          null);
    }

    static Done byLaw(
        NextStep step, StepOutcome outcome, String why, ClaimStepBooking.Booked booked) {
      Messages.Channel channel = booked.channel();
      return new Done(
          step.kind().name(),
          step.at(),
          outcome.name(),
          why,
          channel == null ? null : channel.name(),
          null,
          null,
          new Lawful(
              booked.fee(),
              booked.deadline(),
              booked.rule(),
              booked.kind().isLetter() ? booked.id() : null));
    }

    static Done notDone(NextStep step, StepOutcome outcome, String why, String rule) {
      return new Done(
          step.kind().name(),
          step.at(),
          outcome.name(),
          why,
          null,
          null,
          null,
          new Lawful(null, null, rule, null));
    }

    static Done byOthers(
        String kind, Instant at, String outcome, String why, @Nullable String paymentId) {
      return new Done(kind, at, outcome, why, null, null, paymentId, null);
    }
  }

  /** Writes a step down under the case's number of it. */
  void add(DunningCase open, Done step, BooksTransaction transaction) {
    Done.Lawful lawful = step.lawful();
    database
        .sql(
            """
            insert into dunning_step (tenant, case_id, number, kind, due_at, done_at, outcome, why,
              channel, template, payment_id, fee, deadline, law_rule, document_id)
            values (:tenant, :case, :number, :kind, :dueAt, :at, :outcome, :why, :channel,
              :template, :payment, :fee, :deadline, :rule, :document)
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
        .param("fee", lawful == null ? null : lawful.fee())
        .param("deadline", lawful == null ? null : lawful.deadline())
        .param("rule", lawful == null ? null : lawful.rule())
        .param("document", lawful == null ? null : lawful.documentId())
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

  /** Notes that the letter of a step could not be sent; false where that was known. */
  boolean failed(DunningCase open, String documentId) {
    return database
            .sql(
                """
                update dunning_step set outcome = 'FAILED', fee = 0
                where tenant = :tenant and case_id = :case and document_id = :document
                  and outcome = 'DONE'
                """)
            .param("tenant", open.debtor().tenant())
            .param("case", open.debtor().caseId())
            .param("document", documentId)
            .update()
        == 1;
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
