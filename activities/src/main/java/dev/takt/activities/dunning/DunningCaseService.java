package dev.takt.activities.dunning;

import dev.takt.activities.payments.Cards;
import dev.takt.activities.receivables.InvoiceListener;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.Ids;
import dev.takt.workflows.dunning.CaseProgress;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.dunning.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps cases true to the books, in the transactions that change the books: a first decline opens a
 * case, later ones move it on, money and credit notes lower it and close it. Workflows are told
 * afterwards; nothing depends on when.
 */
@Component
class DunningCaseService implements InvoiceListener {
  private final DunningCaseRows rows;
  private final StepRecord steps;
  private final Policies policies;
  private final Cards cards;
  private final DunningPlan plan;
  private final CaseWorkflowNotifier followers;

  DunningCaseService(
      DunningCaseRows rows,
      StepRecord steps,
      Policies policies,
      Cards cards,
      DunningPlan plan,
      CaseWorkflowNotifier followers) {
    this.rows = rows;
    this.steps = steps;
    this.policies = policies;
    this.cards = cards;
    this.plan = plan;
    this.followers = followers;
  }

  @Override
  public void issued(String tenant, String invoiceId, Instant at) {
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

  @Override
  public void declined(Receivable invoice, Attempted attempted, Instant at) {
    var latest = new CaseProgress.Try(at, attempted.decline(), attempted.cardId());
    DunningCase known = rows.lock(invoice.tenant(), invoice.id()).orElse(null);
    if (known == null) {
      open(invoice, latest, at);
    } else if (known.status() == CaseStatus.OPEN) {
      NextStep next = known.next();
      boolean ofThePlan = isOfThePlan(known, attempted.attemptKey());
      String outcome = "declined: " + attempted.decline().code();
      steps.add(
          known,
          ofThePlan && next != null
              ? StepRecord.Done.of(next, outcome, attempted.paymentId())
              : StepRecord.Done.byOthers(
                  "RETRY", at, outcome, whoAsked(attempted.attemptKey()), attempted.paymentId()),
          at);
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
  private boolean isNews(Receivable invoice, DunningCase open, Attempted attempted) {
    return open.reason() != Reason.INVOICE_OVERDUE
        && Objects.equals(
            attempted.cardId(), cards.toCharge(invoice, null).map(Cards.Card::id).orElse(null));
  }

  private void open(Receivable invoice, CaseProgress.Try first, Instant at) {
    DunningCase open = first(invoice, first);
    if (open != null) {
      insert(invoice, open.planned(plan, at), at);
    }
  }

  /** The case of a first decline; none where the invoice is to be paid by bank. */
  private @Nullable DunningCase first(Receivable invoice, CaseProgress.Try first) {
    DunningCaseRows.Ground ground = rows.ground(invoice.tenant(), invoice.id());
    if (!ground.byCard() || invoice.due() == 0) {
      return null;
    }
    Policies.Named policy = policy(invoice.tenant(), ground);
    return DunningCase.declined(
        debtor(invoice.tenant(), invoice.id(), ground),
        policy.name(),
        policy.policy(),
        ground.country(),
        ground.zone(),
        ground.dueDate(),
        first);
  }

  private void insert(Receivable invoice, DunningCase open, Instant at) {
    rows.insert(open, invoice.due(), at);
    steps.tell(
        open,
        "dunning.opened",
        Map.of(
            "amountDue",
            invoice.due(),
            "currency",
            invoice.currency(),
            "policy",
            open.policyName()),
        at);
    steps.overdue(open, invoice.due(), invoice.currency(), at);
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

  @Override
  public void postponed(
      Receivable invoice, Attempted attempted, Instant until, String rule, Instant at) {
    DunningCase known = rows.lock(invoice.tenant(), invoice.id()).orElse(null);
    if (known == null) {
      var latest = new CaseProgress.Try(at, attempted.decline(), attempted.cardId());
      DunningCase open = first(invoice, latest);
      if (open != null) {
        insert(invoice, open.postponed(until, rule).planned(plan, at), at);
      }
    } else if (known.status() == CaseStatus.OPEN) {
      rows.update(known.postponed(until, rule).planned(plan, at), at);
    }
  }

  @Override
  public boolean isWanted(Receivable invoice, String attemptKey) {
    if (!attemptKey.startsWith("dun_")) {
      return true;
    }
    return rows.lock(invoice.tenant(), invoice.id())
        .filter(open -> open.status() == CaseStatus.OPEN && isOfThePlan(open, attemptKey))
        .isPresent();
  }

  @Override
  public boolean paid(Receivable before, String paymentId, long amount, LocalDate on, Instant at) {
    DunningCase open = rows.lock(before.tenant(), before.id()).orElse(null);
    if (open == null) {
      return false;
    }
    if (open.status() == CaseStatus.WAITING) {
      return true;
    }
    DunningCaseRows.Came came = rows.came(before.tenant(), paymentId);
    boolean ofThePlan = isOfThePlan(open, came.attemptKey());
    NextStep next = open.next();
    rows.addRecovery(open, paymentId, amount, channel(open, came, ofThePlan), on, at);
    String outcome = "paid: " + amount;
    steps.add(
        open,
        ofThePlan && next != null
            ? StepRecord.Done.of(next, outcome, paymentId)
            : StepRecord.Done.byOthers(
                "PAYMENT",
                at,
                outcome,
                came.gateway().equals("bank") ? "Money came by bank." : whoAsked(came.attemptKey()),
                paymentId),
        at);
    rows.update(open.stepped().planned(plan, at), at);
    return true;
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

  @Override
  public void changed(Receivable before, Receivable after, Instant at) {
    DunningCase open = rows.lock(after.tenant(), after.id()).orElse(null);
    if (open == null) {
      return;
    }
    if (open.status() == CaseStatus.WAITING) {
      if (after.due() == 0) {
        rows.forget(open);
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
        tellRecovered(open, after, at);
      }
    } else if (after.due() == 0) {
      DunningCase closed = open.closed(statusOf(after, writtenOff, credited)).planned(plan, at);
      rows.update(closed, at);
      followers.closed(closed, at);
      if (closed.status() == CaseStatus.RECOVERED) {
        tellRecovered(closed, after, at);
      }
    }
  }

  private void tellRecovered(DunningCase closed, Receivable after, Instant at) {
    steps.tell(
        closed,
        "dunning.recovered",
        Map.of(
            "amountPaid", after.paid(),
            "currency", after.currency(),
            "tries", closed.course().tries()),
        at);
  }

  private static CaseStatus statusOf(Receivable after, long writtenOff, long credited) {
    if (writtenOff > 0) {
      return CaseStatus.WRITTEN_OFF;
    }
    return credited > 0 && after.paid() == 0 ? CaseStatus.CREDITED : CaseStatus.RECOVERED;
  }
}
