package dev.takt.activities.dunning;

import dev.takt.activities.claim.ClaimLetters;
import dev.takt.activities.claim.ClaimStepBooking;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.records.claims.ClaimBasis;
import dev.takt.workflows.claim.ClaimStep;
import dev.takt.workflows.claim.StepVerdict;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.events.ClaimEvent;
import dev.takt.workflows.law.LawFactMissing;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.workflow.ClaimSteps;
import dev.takt.workflows.workflow.DunningCaseStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of a policy that the law has to allow, each in one transaction. The law of the day wins
 * over the policy: a step is done without a fee, waits, or is passed over, and says why.
 */
@Component
public class LawfulSteps implements ClaimSteps {
  private final TransactionTemplate transaction;
  private final Receivables receivables;
  private final DunningCaseRows rows;
  private final StepRecord steps;
  private final ClaimStepBooking claims;
  private final ClaimLetters letters;
  private final DunningPlan plan;
  private final TransactionWriter writer;

  LawfulSteps(
      PlatformTransactionManager transactions,
      Receivables receivables,
      DunningCaseRows rows,
      StepRecord steps,
      ClaimStepBooking claims,
      ClaimLetters letters,
      DunningPlan plan,
      TransactionWriter writer) {
    this.transaction = new TransactionTemplate(transactions);
    this.receivables = receivables;
    this.rows = rows;
    this.steps = steps;
    this.claims = claims;
    this.letters = letters;
    this.plan = plan;
    this.writer = writer;
  }

  @Override
  public Done carryOut(String tenant, String invoiceId, long version, NextStep step, Instant at) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Receivable invoice = receivables.lock(tenant, invoiceId).orElse(null);
              DunningCase open = rows.lock(tenant, invoiceId).orElse(null);
              ClaimBasis basis = invoice == null ? null : claims.basis(invoice).orElse(null);
              return invoice == null || open == null || basis == null
                  ? new Done(null, "there is no case", null)
                  : carryOut(new Debt(invoice, open, basis, at), version, step);
            }));
  }

  /** A debt under lock, and the business time. */
  private record Debt(Receivable invoice, DunningCase open, ClaimBasis basis, Instant at) {}

  private Done carryOut(Debt debt, long version, NextStep step) {
    String key = debt.open.debtor().caseId() + "/" + version;
    ClaimStepBooking.Booked known = claims.byKey(debt.invoice.tenant(), key).orElse(null);
    if (known != null) {
      return new Done(seen(debt, debt.open), StepOutcome.DONE.name(), letter(debt, known, null));
    }
    if (debt.open.version() != version || debt.open.next() == null) {
      return new Done(seen(debt, debt.open), "not needed any more", null);
    }
    DunningStep.ByLaw wanted = (DunningStep.ByLaw) debt.open.track().get(step.index());
    if (claims.claim(debt.basis, debt.invoice, debt.at).total() < debt.basis.leastClaim()) {
      return passOver(debt, step, "takt.policy.leastClaim", "so little is not asked for");
    }
    return judged(debt, step, wanted, key);
  }

  private Done judged(Debt debt, NextStep step, DunningStep.ByLaw wanted, String key) {
    StepVerdict verdict;
    try {
      verdict = claims.judge(debt.basis, debt.invoice, wanted(wanted), false, debt.at);
    } catch (LawFactMissing unknown) {
      // Nothing is charged on a guess.
      verdict =
          new StepVerdict.WithoutFee(unknown.fact(), null, "its value for the day is not known");
    }
    return switch (verdict) {
      case StepVerdict.Allowed allowed ->
          done(debt, step, wanted, fee(wanted, allowed.mostFee()), allowed.rule(), null, key);
      case StepVerdict.WithoutFee free ->
          done(debt, step, wanted, 0, free.rule(), charges(wanted) ? free.why() : null, key);
      case StepVerdict.NotBefore later -> putOff(debt, step, later);
      case StepVerdict.Never never -> passOver(debt, step, never.rule(), never.why());
    };
  }

  private static ClaimStepBooking.Wanted wanted(DunningStep.ByLaw step) {
    return new ClaimStepBooking.Wanted(
        step.step(),
        step.fee(),
        step.deadlineDays(),
        step instanceof DunningStep.Reminder reminder
            ? reminder.channel()
            : step instanceof DunningStep.CollectionNotice ? Messages.Channel.EMAIL : null);
  }

  private static long fee(DunningStep.ByLaw step, long most) {
    Long fee = step.fee();
    return fee == null ? most : Math.min(fee, most);
  }

  private static boolean charges(DunningStep.ByLaw step) {
    return !Long.valueOf(0).equals(step.fee());
  }

  private Done done(
      Debt debt,
      NextStep step,
      DunningStep.ByLaw wanted,
      long fee,
      String rule,
      @Nullable String why,
      String key) {
    if (step.kind() == NextStep.Kind.COMPENSATION && fee == 0) {
      return passOver(debt, step, rule, why == null ? "nothing may be asked for" : why);
    }
    if (step.kind() == NextStep.Kind.HAND_OVER) {
      return forPerson(debt, step, rule);
    }
    ClaimStepBooking.Booked booked =
        claims.book(
            debt.basis,
            debt.invoice,
            debt.open.debtor().caseId(),
            wanted(wanted),
            fee,
            rule,
            key,
            debt.at);
    String told = why == null ? step.why() : step.why() + " Without a fee: " + why + ".";
    StepRecord.Done record = StepRecord.Done.byLaw(step, StepOutcome.DONE, told, booked);
    LocalDate deadline = booked.deadline();
    DunningCase after = debt.open.done(plan, debt.at);
    if (booked.kind() == ClaimStep.COLLECTION_NOTICE && deadline != null) {
      after = after.noticed(deadline);
    }
    DunningCase kept = keep(debt, record, after);
    Messages.Template template =
        wanted instanceof DunningStep.Reminder reminder ? reminder.template() : null;
    return new Done(seen(debt, kept), StepOutcome.DONE.name(), letter(debt, booked, template));
  }

  private @Nullable Letter letter(
      Debt debt, ClaimStepBooking.Booked booked, Messages.@Nullable Template template) {
    return booked.kind().isLetter()
        ? new Letter(booked.id(), letters.of(debt.basis, debt.invoice, booked, template, debt.at))
        : null;
  }

  private Done passOver(Debt debt, NextStep step, String rule, String why) {
    StepRecord.Done record =
        StepRecord.Done.notDone(
            step, StepOutcome.SKIPPED, step.why() + " Passed over: " + why + ".", rule);
    DunningCase after = keep(debt, record, debt.open.passedOver(plan, debt.at));
    return new Done(seen(debt, after), StepOutcome.SKIPPED + ": " + why, null);
  }

  private Done putOff(Debt debt, NextStep step, StepVerdict.NotBefore later) {
    StepRecord.Done record =
        StepRecord.Done.notDone(
            step,
            StepOutcome.WAITING,
            step.why() + " Not before " + later.day() + ": " + later.why() + ".",
            later.rule());
    DunningCase after = keep(debt, record, debt.open.held(later.day(), debt.at));
    return new Done(seen(debt, after), StepOutcome.WAITING + ": " + later.why(), null);
  }

  /** The law allows that the debt is handed over; a person does it. */
  private Done forPerson(Debt debt, NextStep step, String rule) {
    StepRecord.Done record =
        StepRecord.Done.notDone(
            step,
            StepOutcome.WAITING,
            step.why() + " The law allows it: a person hands the debt over.",
            rule);
    DunningCase after = keep(debt, record, debt.open.done(plan, debt.at));
    return new Done(seen(debt, after), StepOutcome.WAITING + ": for a person", null);
  }

  private DunningCase keep(Debt debt, StepRecord.Done record, DunningCase next) {
    var books = new BooksTransaction(debt.invoice.tenant(), debt.at);
    steps.add(debt.open, record, books);
    DunningCase after = next.stepped().planned(plan, debt.at);
    rows.update(after, debt.at);
    writer.write(books);
    return after;
  }

  private static DunningCaseStore.Case seen(Debt debt, DunningCase open) {
    return DunningActivities.seen(open, debt.invoice.due());
  }

  @Override
  public DunningCaseStore.Case gone(
      String tenant, String invoiceId, String documentId, Messages.Delivery delivery, Instant at) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Receivable invoice = receivables.lock(tenant, invoiceId).orElseThrow();
              DunningCase open = rows.lock(tenant, invoiceId).orElseThrow();
              ClaimBasis basis = claims.basis(invoice).orElseThrow();
              return gone(new Debt(invoice, open, basis, at), documentId, delivery);
            }));
  }

  private DunningCaseStore.Case gone(Debt debt, String documentId, Messages.Delivery delivery) {
    String tenant = debt.invoice.tenant();
    ClaimStepBooking.Booked letter = claims.byId(tenant, documentId).orElseThrow();
    if (!isLost(delivery)) {
      if (claims.gone(tenant, documentId, debt.at)) {
        var books = new BooksTransaction(tenant, debt.at);
        books.publish(sent(debt, letter));
        writer.write(books);
      }
      return seen(debt, debt.open);
    }
    claims.drop(debt.invoice, documentId, debt.at);
    if (!steps.failed(debt.open, documentId)) {
      return seen(debt, debt.open);
    }
    DunningCase after = debt.open.unsent().planned(plan, debt.at);
    rows.update(after, debt.at);
    return seen(debt, after);
  }

  /** One whose answer was lost may have gone. */
  private static boolean isLost(Messages.Delivery delivery) {
    return delivery instanceof Messages.NotSent not && !not.reason().equals("answer_lost");
  }

  private static ClaimEvent sent(Debt debt, ClaimStepBooking.Booked letter) {
    DunningCase.Debtor debtor = debt.open.debtor();
    LocalDate deadline = Objects.requireNonNull(letter.deadline());
    return letter.kind() == ClaimStep.COLLECTION_NOTICE
        ? new ClaimEvent.NoticeSent(
            debtor.caseId(),
            debtor.invoiceId(),
            debtor.customerId(),
            letter.id(),
            letter.fee(),
            deadline,
            debt.invoice.currency())
        : new ClaimEvent.ReminderSent(
            debtor.caseId(),
            debtor.invoiceId(),
            debtor.customerId(),
            letter.id(),
            letter.fee(),
            deadline,
            debt.invoice.currency());
  }
}
