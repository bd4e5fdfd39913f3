package dev.takt.activities.dunning;

import dev.takt.activities.claim.ClaimBooks;
import dev.takt.activities.payments.Cards;
import dev.takt.activities.payments.DunningTries;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.DomainEvent;
import dev.takt.activities.receivables.DomainEventListener;
import dev.takt.activities.receivables.NewDocument;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.Ids;
import dev.takt.records.claims.ClaimBasis;
import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.claim.ClaimTerms;
import dev.takt.workflows.claim.StepLaw;
import dev.takt.workflows.dunning.CaseProgress;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.dunning.Reason;
import dev.takt.workflows.events.DunningEvent;
import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.LawBook;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps cases true to the books, in the transactions that change the books: a first decline opens a
 * case, later ones move it on, money and credit notes lower it and close it. Workflows are told
 * afterwards; nothing depends on when.
 */
@Component
class DunningCaseService implements DomainEventListener, DunningTries {
  private final DunningCaseRows rows;
  private final StepRecord steps;
  private final Policies policies;
  private final Cards cards;
  private final DunningPlan plan;
  private final CaseWorkflowNotifier followers;
  private final ClaimBooks claims;
  private final LawBook law;
  private final BankingDays days;

  DunningCaseService(
      DunningCaseRows rows,
      StepRecord steps,
      Policies policies,
      Cards cards,
      DunningPlan plan,
      CaseWorkflowNotifier followers,
      ClaimBooks claims,
      LawBook law,
      BankingDays days) {
    this.rows = rows;
    this.steps = steps;
    this.policies = policies;
    this.cards = cards;
    this.plan = plan;
    this.followers = followers;
    this.claims = claims;
    this.law = law;
    this.days = days;
  }

  @Override
  public void on(DomainEvent event, BooksTransaction transaction) {
    switch (event) {
      case DomainEvent.InvoiceIssued issued -> issued(issued.invoice(), transaction.at());
      case DomainEvent.PaymentBooked payment -> paid(payment, transaction);
      case DomainEvent.PaymentDeclined declined -> declined(declined, transaction);
      case DomainEvent.ChargePostponed postponed -> postponed(postponed, transaction);
      case DomainEvent.InvoiceCredited credited ->
          changed(credited.before(), credited.after(), transaction);
      case DomainEvent.InvoiceWrittenOff given ->
          changed(given.before(), given.after(), transaction);
      case DomainEvent.PaymentTakenBack taken ->
          changed(taken.before(), taken.after(), transaction);
      // No debt, as long as nobody knows.
      case DomainEvent.PaymentUndecided _ -> {}
      case DomainEvent.CreditNoteIssued ignored -> {}
    }
  }

  /** An invoice that is to be paid by bank has a case from the start, which waits. */
  private void issued(NewDocument.NewInvoice invoice, Instant at) {
    if (invoice.awaitsTransfer()) {
      awaitTransfer(invoice.tenant(), invoice.id(), at);
    }
  }

  private void awaitTransfer(String tenant, String invoiceId, Instant at) {
    DunningCaseRows.Ground ground = rows.ground(tenant, invoiceId);
    Policies.Named policy = policy(tenant, ground);
    DunningCase waiting =
        DunningCase.waiting(
            debtor(tenant, invoiceId, ground),
            policy.name(),
            policy.policy(),
            ground.country(),
            ground.zone(),
            ground.dueDate());
    rows.insert(waiting.planned(plan, at), 0, at);
    claims.begin(basis(waiting, ground));
  }

  private ClaimBasis basis(DunningCase open, DunningCaseRows.Ground ground) {
    ClaimTerms terms = open.policy().claim();
    return new ClaimBasis(
        open.debtor().invoiceId(),
        open.debtor().tenant(),
        ground.lawOf(),
        DebtorKind.valueOf(ground.kind()),
        false,
        StepLaw.of(law, days, ground.lawOf(), DebtorKind.valueOf(ground.kind()))
            .dueOn(ground.dueDate()),
        terms.interest(),
        terms.dayCount(),
        terms.allocation(),
        terms.leastClaim());
  }

  private Policies.Named policy(String tenant, DunningCaseRows.Ground ground) {
    return policies.forInvoice(tenant, ground.planIds(), ground.kind(), ground.segment());
  }

  private static DunningCase.Debtor debtor(
      String tenant, String invoiceId, DunningCaseRows.Ground ground) {
    return new DunningCase.Debtor(
        tenant,
        ground.merchantId(),
        Ids.next("dun"),
        invoiceId,
        ground.customerId(),
        ground.clockId());
  }

  private void declined(DomainEvent.PaymentDeclined event, BooksTransaction transaction) {
    Receivable invoice = event.invoice();
    DomainEvent.Attempted attempted = event.attempted();
    Instant at = transaction.at();
    var latest = new CaseProgress.Try(at, attempted.decline(), attempted.cardId());
    DunningCase known = rows.lock(invoice.tenant(), invoice.id()).orElse(null);
    if (known == null) {
      DunningCase open = first(invoice, latest);
      if (open != null) {
        insert(invoice, open.planned(plan, at), transaction);
      }
    } else if (known.status() == CaseStatus.OPEN) {
      NextStep next = known.next();
      boolean ofThePlan = isOfThePlan(known, attempted.attemptKey());
      String outcome = "declined: " + attempted.decline().code();
      steps.add(
          known,
          ofThePlan && next != null
              ? StepRecord.Done.of(next, outcome, event.paymentId())
              : StepRecord.Done.byOthers(
                  "RETRY", at, outcome, whoAsked(attempted.attemptKey()), event.paymentId()),
          transaction);
      boolean news = ofThePlan || isNews(invoice, known, attempted);
      rows.update(
          (news ? known.declined(plan, latest, ofThePlan) : known.stepped()).planned(plan, at), at);
    }
  }

  /**
   * Whether another's try says anything of how dunning goes on. Whoever pays by bank tried a card
   * of their own will, which gives no right to try it again; and a card that was only asked for
   * once is not the one that dunning tries.
   */
  private boolean isNews(Receivable invoice, DunningCase open, DomainEvent.Attempted attempted) {
    return open.reason() != Reason.INVOICE_OVERDUE
        && Objects.equals(
            attempted.cardId(), cards.toCharge(invoice, null).map(Cards.Card::id).orElse(null));
  }

  /** The case of a first decline; none where the invoice is to be paid by bank. */
  private @Nullable DunningCase first(Receivable invoice, CaseProgress.Try first) {
    DunningCaseRows.Ground ground = rows.ground(invoice.tenant(), invoice.id());
    if (!ground.byCard() || invoice.due() == 0) {
      return null;
    }
    Policies.Named policy = policy(invoice.tenant(), ground);
    DunningCase open =
        DunningCase.declined(
            debtor(invoice.tenant(), invoice.id(), ground),
            policy.name(),
            policy.policy(),
            ground.country(),
            ground.zone(),
            ground.dueDate(),
            first);
    claims.begin(basis(open, ground));
    return open;
  }

  private void insert(Receivable invoice, DunningCase open, BooksTransaction transaction) {
    rows.insert(open, invoice.due(), transaction.at());
    StepRecord.opened(open, invoice, transaction);
  }

  private static boolean isOfThePlan(DunningCase open, @Nullable String attemptKey) {
    NextStep next = open.next();
    return next != null
        && next.kind() == NextStep.Kind.RETRY
        && open.attemptKey().equals(attemptKey);
  }

  private static String whoAsked(@Nullable String attemptKey) {
    if (attemptKey != null && attemptKey.startsWith("dun_")) {
      return "It was under way when something else came in between.";
    }
    return attemptKey != null && attemptKey.startsWith("page")
        ? "The customer asked for it."
        : "The merchant asked for it.";
  }

  private void postponed(DomainEvent.ChargePostponed event, BooksTransaction transaction) {
    Receivable invoice = event.invoice();
    DomainEvent.Attempted attempted = event.attempted();
    Instant at = transaction.at();
    DunningCase known = rows.lock(invoice.tenant(), invoice.id()).orElse(null);
    if (known == null) {
      var latest = new CaseProgress.Try(at, attempted.decline(), attempted.cardId());
      DunningCase open = first(invoice, latest);
      if (open != null) {
        insert(invoice, open.postponed(event.until(), event.rule()).planned(plan, at), transaction);
      }
    } else if (known.status() == CaseStatus.OPEN) {
      rows.update(known.postponed(event.until(), event.rule()).planned(plan, at), at);
    }
  }

  @Override
  public boolean isWanted(Receivable invoice, String attemptKey) {
    return rows.lock(invoice.tenant(), invoice.id())
        .filter(open -> open.status() == CaseStatus.OPEN && isOfThePlan(open, attemptKey))
        .isPresent();
  }

  private void paid(DomainEvent.PaymentBooked event, BooksTransaction transaction) {
    if (event.applied() + event.costs() == 0) {
      return;
    }
    Receivable before = event.before();
    DunningCase open = rows.lock(before.tenant(), before.id()).orElse(null);
    if (open != null) {
      DunningCase noted =
          open.status() == CaseStatus.WAITING ? open : recovered(open, event, transaction);
      changed(noted, before, event.after(), transaction);
    }
  }

  /** Notes a payment with its case, and the step that it was. */
  private DunningCase recovered(
      DunningCase open, DomainEvent.PaymentBooked event, BooksTransaction transaction) {
    Instant at = transaction.at();
    DunningCaseRows.Came came = rows.came(transaction.tenant(), event.paymentId());
    boolean ofThePlan = isOfThePlan(open, came.attemptKey());
    NextStep next = open.next();
    if (event.applied() > 0) {
      rows.addRecovery(
          open,
          event.paymentId(),
          event.applied(),
          channel(open, came, ofThePlan),
          event.bookedOn(),
          at);
    }
    String outcome = "paid: " + (event.applied() + event.costs());
    steps.add(
        open,
        ofThePlan && next != null
            ? StepRecord.Done.of(next, outcome, event.paymentId())
            : StepRecord.Done.byOthers(
                "PAYMENT",
                at,
                outcome,
                came.gateway().equals("bank") ? "Money came by bank." : whoAsked(came.attemptKey()),
                event.paymentId()),
        transaction);
    DunningCase stepped = open.stepped().planned(plan, at);
    rows.update(stepped, at);
    return stepped;
  }

  private static String channel(DunningCase open, DunningCaseRows.Came came, boolean ofThePlan) {
    if (came.gateway().equals("bank")) {
      return "BANK";
    }
    if (ofThePlan) {
      return open.waits().newCard() == null ? "RETRY" : "NEW_CARD";
    }
    String attemptKey = came.attemptKey() == null ? "" : came.attemptKey();
    if (attemptKey.startsWith("dun_")) {
      return "RETRY";
    }
    return attemptKey.startsWith("page") ? "PAGE" : "REQUEST";
  }

  /** What is due on an invoice was lowered, or what was given up came in after all. */
  private void changed(Receivable before, Receivable after, BooksTransaction transaction) {
    DunningCase open = rows.lock(after.tenant(), after.id()).orElse(null);
    if (open != null) {
      changed(open, before, after, transaction);
    } else if (before.due() == 0 && after.due() > 0) {
      // What had paid it in time was taken back: it is waited for anew, by bank.
      awaitTransfer(after.tenant(), after.id(), transaction.at());
      rows.lock(after.tenant(), after.id())
          .ifPresent(again -> followers.reopened(again, transaction.at()));
    }
  }

  private void changed(
      DunningCase open, Receivable before, Receivable after, BooksTransaction transaction) {
    Instant at = transaction.at();
    if (open.status() == CaseStatus.WAITING) {
      if (after.due() == 0) {
        rows.forget(open);
        claims.forget(after.tenant(), after.id());
      }
      return;
    }
    long paid = after.paid() - before.paid();
    long credited = after.credited() - before.credited();
    long writtenOff = after.writtenOff() - before.writtenOff();
    rows.add(open, paid, credited, writtenOff);
    if (open.status().isClosed()) {
      if (paid > 0 && after.writtenOff() == 0) {
        rows.update(open.recoveredAfterAll(), at);
        publishRecovered(open, after, transaction);
      } else if (after.due() > 0) {
        reopen(open, after, transaction);
      }
    } else if (after.due() == 0 && !isSettled(after, writtenOff, credited, at)) {
      // The invoice is paid; what is claimed beside it is not.
      if (before.due() > 0) {
        DunningCase paidUp = open.principalPaid().planned(plan, at);
        rows.update(paidUp, at);
        followers.closed(paidUp, at);
      }
    } else if (after.due() == 0) {
      DunningCase closed = open.closed(statusOf(after, writtenOff, credited)).planned(plan, at);
      rows.update(closed, at);
      followers.closed(closed, at);
      if (closed.status() == CaseStatus.RECOVERED) {
        publishRecovered(closed, after, transaction);
      }
    }
  }

  /** What is given up or credited takes with it what was claimed beside it. */
  private boolean isSettled(Receivable after, long writtenOff, long credited, Instant at) {
    if (statusOf(after, writtenOff, credited) == CaseStatus.RECOVERED) {
      return claims.isSettled(after, at);
    }
    claims.giveUp(after, at);
    return true;
  }

  private void reopen(DunningCase closed, Receivable after, BooksTransaction transaction) {
    Instant at = transaction.at();
    DunningCase reopened = closed.reopened(rows.closedAt(closed).orElse(at), at).planned(plan, at);
    rows.update(reopened, at);
    DunningCase.Debtor debtor = closed.debtor();
    transaction.publish(
        new DunningEvent.Reopened(
            debtor.caseId(),
            debtor.invoiceId(),
            debtor.customerId(),
            closed.reason(),
            after.due(),
            after.currency()));
    followers.reopened(reopened, at);
  }

  private static void publishRecovered(
      DunningCase closed, Receivable after, BooksTransaction transaction) {
    DunningCase.Debtor debtor = closed.debtor();
    transaction.publish(
        new DunningEvent.Recovered(
            debtor.caseId(),
            debtor.invoiceId(),
            debtor.customerId(),
            closed.reason(),
            after.paid(),
            after.currency(),
            closed.course().tries()));
  }

  private static CaseStatus statusOf(Receivable after, long writtenOff, long credited) {
    if (writtenOff > 0) {
      return CaseStatus.WRITTEN_OFF;
    }
    return credited > 0 && after.paid() == 0 ? CaseStatus.CREDITED : CaseStatus.RECOVERED;
  }
}
