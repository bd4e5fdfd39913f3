package dev.takt.activities.dunning;

import dev.takt.activities.payments.Cards;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.receivables.WriteOffs;
import dev.takt.workflows.dunning.CaseProgress;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.workflow.DunningCaseStore;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the workflow of a debt asks of the database; the invoice is locked before its case. */
@Component
public class DunningActivities implements DunningCaseStore {
  private final TransactionTemplate transaction;
  private final Receivables receivables;
  private final DunningCaseRows rows;
  private final StepRecord steps;
  private final Cards cards;
  private final WriteOffs writeOffs;
  private final DunningPlan plan;
  private final CaseCommands wishes;
  private final TransactionWriter writer;
  private final BankReading bank;

  DunningActivities(
      PlatformTransactionManager transactions,
      Receivables receivables,
      DunningCaseRows rows,
      StepRecord steps,
      Cards cards,
      WriteOffs writeOffs,
      DunningPlan plan,
      CaseCommands wishes,
      TransactionWriter writer,
      BankReading bank) {
    this.transaction = new TransactionTemplate(transactions);
    this.receivables = receivables;
    this.rows = rows;
    this.steps = steps;
    this.cards = cards;
    this.writeOffs = writeOffs;
    this.plan = plan;
    this.wishes = wishes;
    this.writer = writer;
    this.bank = bank;
  }

  @Override
  public @Nullable Case look(String tenant, String invoiceId, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = receivables.lock(tenant, invoiceId).orElse(null);
          DunningCase open = rows.lock(tenant, invoiceId).orElse(null);
          if (invoice == null || open == null) {
            return null;
          }
          DunningCase noticed = takenUp(withNewCard(invoice, open, at), at);
          var books = new BooksTransaction(tenant, at);
          DunningCase looked = bank.look(noticed, books);
          writer.write(books);
          return seen(looked, invoice.due());
        });
  }

  private DunningCase takenUp(DunningCase open, Instant at) {
    DunningCase again = open.takenUp(plan, at);
    if (!again.equals(open)) {
      rows.update(again, at);
    }
    return again;
  }

  /** A card that would be charged now, and that nothing is known of with this invoice. */
  private DunningCase withNewCard(Receivable invoice, DunningCase open, Instant at) {
    CaseProgress.Try latest = open.course().lastTry();
    if (open.status() != CaseStatus.OPEN || latest == null) {
      return open;
    }
    String card =
        cards
            .toCharge(invoice, null)
            .filter(any -> isNew(invoice, any, latest, at))
            .map(Cards.Card::id)
            .orElse(null);
    if (Objects.equals(card, open.waits().newCard())) {
      return open;
    }
    DunningCase brought = open.brought(card).planned(plan, at);
    rows.update(brought, at);
    return brought;
  }

  /** One that has reached a ceiling of its scheme with other invoices is noticed when it may. */
  private boolean isNew(Receivable invoice, Cards.Card card, CaseProgress.Try latest, Instant at) {
    return !card.banned()
        && card.refusal() == null
        && !card.id().equals(latest.cardId())
        && cards.ceiling(invoice, card, at) == null;
  }

  static Case seen(DunningCase open, long due) {
    return new Case(
        open.debtor().caseId(),
        open.debtor().invoiceId(),
        open.debtor().customerId(),
        open.version(),
        open.status(),
        open.reason(),
        open.next(),
        open.attemptKey(),
        due,
        open.isOver());
  }

  @Override
  public @Nullable Case done(
      String tenant, String invoiceId, long version, NextStep step, String outcome, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = receivables.lock(tenant, invoiceId).orElse(null);
          DunningCase open = rows.lock(tenant, invoiceId).orElse(null);
          if (invoice == null || open == null) {
            return null;
          }
          var books = new BooksTransaction(tenant, at);
          return open.version() == version && open.next() != null
              ? perform(invoice, open, step, outcome, books)
              : meanwhile(invoice, open, step, outcome, books);
        });
  }

  /** Something came in between, or this was recorded already and the answer was lost. */
  private Case meanwhile(
      Receivable invoice, DunningCase open, NextStep step, String outcome, BooksTransaction books) {
    boolean seenByOthers =
        switch (step.kind()) {
          case MESSAGE, SUSPEND, END, RESTORE -> true;
          // Those by law are done and recorded at once.
          case OPEN,
              RETRY,
              WRITE_OFF,
              WAIT_FOR_PERSON,
              RELEASE,
              REMINDER,
              COLLECTION_NOTICE,
              COMPENSATION,
              HAND_OVER ->
              false;
        };
    if (!seenByOthers || steps.has(open, step)) {
      return seen(open, invoice.due());
    }
    Instant at = books.at();
    steps.add(open, StepRecord.Done.of(step, outcome, null), books);
    DunningCase after = open.doneMeanwhile(plan, step, at).planned(plan, at);
    rows.update(after, at);
    writer.write(books);
    return seen(after, invoice.due());
  }

  private Case perform(
      Receivable invoice, DunningCase open, NextStep step, String outcome, BooksTransaction books) {
    Instant at = books.at();
    if (step.kind() != NextStep.Kind.OPEN) {
      steps.add(open, StepRecord.Done.of(step, outcome, null), books);
    }
    DunningCase after =
        (step.kind() == NextStep.Kind.RELEASE ? open.stepped().released(at) : open.done(plan, at))
            .planned(plan, at);
    rows.update(after, at);
    if (step.kind() == NextStep.Kind.OPEN) {
      rows.opened(after, invoice.due(), at);
      StepRecord.opened(after, invoice, books);
    }
    if (step.kind() == NextStep.Kind.WRITE_OFF) {
      writeOffs.writeOff(invoice, invoice.bookedOn(at), books);
    }
    writer.write(books);
    // A write-off has closed the case, as any does.
    return step.kind() == NextStep.Kind.WRITE_OFF
        ? seen(rows.lock(invoice.tenant(), invoice.id()).orElseThrow(), 0)
        : seen(after, invoice.due());
  }

  @Override
  public Asked ask(String tenant, String invoiceId, Wish wish, Instant at) {
    return transaction.execute(
        status -> {
          Asked asked = wishes.ask(tenant, invoiceId, wish, at);
          if (asked.refusal() != null) {
            status.setRollbackOnly();
          }
          return asked;
        });
  }
}
