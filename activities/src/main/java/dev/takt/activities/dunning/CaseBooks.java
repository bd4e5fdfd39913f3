package dev.takt.activities.dunning;

import dev.takt.activities.payments.Cards;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.WriteOffs;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.Planned;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.workflow.DebtBooks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the workflow of a debt asks of the database; the invoice is locked before its case. */
@Component
public class CaseBooks implements DebtBooks {
  private final TransactionTemplate transaction;
  private final Receivables receivables;
  private final CaseRows rows;
  private final StepRecord steps;
  private final Cards cards;
  private final WriteOffs writeOffs;
  private final DunningPlan plan;

  CaseBooks(
      PlatformTransactionManager transactions,
      Receivables receivables,
      CaseRows rows,
      StepRecord steps,
      Cards cards,
      WriteOffs writeOffs,
      DunningPlan plan) {
    this.transaction = new TransactionTemplate(transactions);
    this.receivables = receivables;
    this.rows = rows;
    this.steps = steps;
    this.cards = cards;
    this.writeOffs = writeOffs;
    this.plan = plan;
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
          DunningCase noticed = withNewCard(invoice, open, at);
          return seen(noticed, invoice.due());
        });
  }

  /** A card that would be charged now, and is another than the one that was declined. */
  private DunningCase withNewCard(Receivable invoice, DunningCase open, Instant at) {
    DunningCase.Try latest = open.course().lastTry();
    if (open.status() != CaseStatus.OPEN || latest == null || open.waits().newCard() != null) {
      return open;
    }
    Cards.Card card = cards.toCharge(invoice, null).orElse(null);
    if (card == null || card.banned() || card.id().equals(latest.cardId())) {
      return open;
    }
    DunningCase brought = open.brought(card.id()).planned(plan, at);
    rows.update(brought, at);
    return brought;
  }

  private static Case seen(DunningCase open, long due) {
    return new Case(
        open.debtor().caseId(),
        open.debtor().invoiceId(),
        open.debtor().customerId(),
        open.version(),
        open.status(),
        open.reason(),
        open.next(),
        open.occasion(),
        due,
        open.isOver());
  }

  @Override
  public @Nullable Case done(
      String tenant, String invoiceId, long version, String outcome, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = receivables.lock(tenant, invoiceId).orElse(null);
          DunningCase open = rows.lock(tenant, invoiceId).orElse(null);
          if (invoice == null || open == null) {
            return null;
          }
          Planned step = open.next();
          if (open.version() != version || step == null) {
            return seen(open, invoice.due());
          }
          return perform(invoice, open, step, outcome, at);
        });
  }

  private Case perform(
      Receivable invoice, DunningCase open, Planned step, String outcome, Instant at) {
    if (step.kind() != Planned.Kind.OPEN) {
      steps.add(open, StepRecord.Done.of(step, outcome, null), at);
    }
    DunningCase after =
        (step.kind() == Planned.Kind.RELEASE ? open.stepped().released(at) : open.done())
            .planned(plan, at);
    rows.update(after, at);
    if (step.kind() == Planned.Kind.OPEN) {
      rows.opened(after, invoice.due(), at);
      steps.tell(
          after,
          "dunning.opened",
          Map.of(
              "amountDue", invoice.due(),
              "currency", invoice.currency(),
              "policy", after.policyName()),
          at);
      steps.overdue(after, invoice.due(), invoice.currency(), at);
    }
    if (step.kind() == Planned.Kind.WRITE_OFF) {
      // It closes the case, as any write-off does.
      writeOffs.writeOff(invoice, invoice.bookedOn(at), at);
      return seen(rows.lock(invoice.tenant(), invoice.id()).orElseThrow(), 0);
    }
    return seen(after, invoice.due());
  }

  @Override
  public Asked ask(String tenant, String invoiceId, Wish wish, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = receivables.lock(tenant, invoiceId).orElse(null);
          DunningCase open = rows.lock(tenant, invoiceId).orElse(null);
          if (invoice == null || open == null) {
            return new Asked(
                new Refusal(404, "not_found", "There is no case of " + invoiceId + ".", null),
                null);
          }
          if (!rows.isNew(open, wish.requestId(), at)) {
            return new Asked(null, seen(open, invoice.due()));
          }
          Refusal refusal = objection(invoice, open, wish, at);
          if (refusal != null) {
            status.setRollbackOnly();
            return new Asked(refusal, seen(open, invoice.due()));
          }
          return new Asked(null, grant(invoice, open, wish, at));
        });
  }

  private static @Nullable Refusal objection(
      Receivable invoice, DunningCase open, Wish wish, Instant at) {
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

  private Case grant(Receivable invoice, DunningCase open, Wish wish, Instant at) {
    LocalDate until = wish.holdUntil();
    Long amount = wish.settleFor();
    if (until != null) {
      return keep(invoice, open, "HOLD", "until " + until, wish, open.held(until, at), at);
    }
    if (amount == null) {
      return keep(invoice, open, "RESUME", "goes on", wish, open.released(at), at);
    }
    keep(invoice, open, "SETTLE", "for " + amount, wish, open, at);
    long given = invoice.due() - amount;
    writeOffs.writeOff(invoice, given, invoice.bookedOn(at), at);
    return seen(rows.lock(invoice.tenant(), invoice.id()).orElseThrow(), amount);
  }

  private Case keep(
      Receivable invoice,
      DunningCase open,
      String kind,
      String outcome,
      Wish wish,
      DunningCase granted,
      Instant at) {
    steps.add(
        open,
        StepRecord.Done.byOthers(kind, at, outcome, "Asked for by " + wish.actor() + ".", null),
        at);
    DunningCase after = granted.stepped().planned(plan, at);
    rows.update(after, at);
    return seen(after, invoice.due());
  }
}
