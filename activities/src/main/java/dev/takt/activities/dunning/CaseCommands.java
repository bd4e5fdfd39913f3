package dev.takt.activities.dunning;

import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.receivables.WriteOffs;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.workflow.DunningCaseStore;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people ask of a case: to hold it, to go on, to settle for less; or why they may not. */
@Component
class CaseCommands {
  private final Receivables receivables;
  private final DunningCaseRows rows;
  private final StepRecord steps;
  private final WriteOffs writeOffs;
  private final DunningPlan plan;
  private final TransactionWriter writer;

  CaseCommands(
      Receivables receivables,
      DunningCaseRows rows,
      StepRecord steps,
      WriteOffs writeOffs,
      DunningPlan plan,
      TransactionWriter writer) {
    this.receivables = receivables;
    this.rows = rows;
    this.steps = steps;
    this.writeOffs = writeOffs;
    this.plan = plan;
    this.writer = writer;
  }

  /** The answer to a wish; where it is refused, the transaction must be rolled back. */
  DunningCaseStore.Asked ask(
      String tenant, String invoiceId, DunningCaseStore.Wish wish, Instant at) {
    Receivable invoice = receivables.lock(tenant, invoiceId).orElse(null);
    DunningCase open = rows.lock(tenant, invoiceId).orElse(null);
    if (invoice == null || open == null) {
      return new DunningCaseStore.Asked(
          new Refusal(404, "not_found", "There is no case of " + invoiceId + ".", null), null);
    }
    if (!rows.isNew(open, wish.requestId(), at)) {
      return new DunningCaseStore.Asked(null, DunningActivities.seen(open, invoice.due()));
    }
    Refusal refusal = objection(invoice, open, wish, at);
    return refusal == null
        ? new DunningCaseStore.Asked(null, grant(invoice, open, wish, at))
        : new DunningCaseStore.Asked(refusal, DunningActivities.seen(open, invoice.due()));
  }

  private static @Nullable Refusal objection(
      Receivable invoice, DunningCase open, DunningCaseStore.Wish wish, Instant at) {
    if (open.status() != CaseStatus.OPEN) {
      return Refusal.conflict("case_not_open", "The case is " + open.status() + ".");
    }
    LocalDate until = wish.holdUntil();
    LocalDate today = at.atZone(open.zone()).toLocalDate();
    if (until != null && !until.isAfter(today)) {
      return Refusal.notAllowed(
          "hold_in_the_past", "\"until\" is the day it goes on: after " + today + ".", "/until");
    }
    if (wish.resume() && !open.isHeld() && !open.waits().person()) {
      return Refusal.conflict("not_held", "The case is not held: nothing to resume.");
    }
    Long amount = wish.settleFor();
    if (amount != null && amount >= invoice.due()) {
      return Refusal.notAllowed(
          "settlement_not_lower",
          "A settlement is for less than what is due, which is " + invoice.due() + ".",
          "/amount");
    }
    return null;
  }

  private DunningCaseStore.Case grant(
      Receivable invoice, DunningCase open, DunningCaseStore.Wish wish, Instant at) {
    var books = new BooksTransaction(invoice.tenant(), at);
    LocalDate until = wish.holdUntil();
    Long amount = wish.settleFor();
    DunningCase after;
    if (until != null) {
      after = keep(open, "HOLD", "until " + until, wish, open.held(until, at), books);
    } else if (amount == null) {
      after = keep(open, "RESUME", "goes on", wish, open.released(at), books);
    } else {
      after = keep(open, "SETTLE", "for " + amount, wish, open, books);
      writeOffs.writeOff(invoice, invoice.due() - amount, invoice.bookedOn(at), books);
    }
    writer.write(books);
    return DunningActivities.seen(after, amount == null ? invoice.due() : amount);
  }

  private DunningCase keep(
      DunningCase open,
      String kind,
      String outcome,
      DunningCaseStore.Wish wish,
      DunningCase granted,
      BooksTransaction books) {
    Instant at = books.at();
    steps.add(
        open,
        StepRecord.Done.byOthers(kind, at, outcome, "Asked for by " + wish.actor() + ".", null),
        books);
    DunningCase after = granted.stepped().planned(plan, at);
    rows.update(after, at);
    return after;
  }
}
