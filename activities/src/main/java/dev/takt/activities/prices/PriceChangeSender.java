package dev.takt.activities.prices;

import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.PlanPriceChange;
import dev.takt.workflows.subscription.PlanPriceChange.Reach;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.wording.PriceNotice;
import dev.takt.workflows.workflow.SubscriptionWorkflow;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks one subscription for a plan's new price, and writes down what came of it together with the
 * notice to its customer. Should it break down in between, the subscription says the next time that
 * it has granted it.
 */
@Component
class PriceChangeSender {
  private final PriceRows rows;
  private final WorkflowClient workflows;
  private final TransactionTemplate transaction;

  PriceChangeSender(
      PriceRows rows, WorkflowClient workflows, PlatformTransactionManager transactions) {
    this.rows = rows;
    this.workflows = workflows;
    this.transaction = new TransactionTemplate(transactions);
  }

  void tell(String actor, PlanPriceChange price, PriceRows.Candidate candidate) {
    Subscription state = candidate.state();
    Instant now = candidate.testNow() == null ? Instant.now() : candidate.testNow();
    LocalDate today = state.hours().dateAt(now);
    Optional<Reach> reach = price.on(state, today);
    if (reach.isEmpty()) {
      String unasked = candidate.onPlan() ? "UNCHANGED" : "ELSEWHERE";
      rows.note(tenant(state), price.priceId(), outcome(candidate, unasked, null, null));
      return;
    }
    Refusal refusal = price.isIn(state) ? null : ask(actor, candidate, reach.get());
    if (refusal != null) {
      rows.note(tenant(state), price.priceId(), outcome(candidate, "REFUSED", null, refusal));
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          LocalDate from = reach.get().from();
          rows.note(tenant(state), price.priceId(), outcome(candidate, "REACHED", from, null));
          rows.announce(tenant(state), price.priceId(), notice(state, price, reach.get(), today));
        });
  }

  private @Nullable Refusal ask(String actor, PriceRows.Candidate candidate, Reach reach) {
    var command =
        new Command(reach.request().id(), actor, candidate.testNow(), null, reach.request());
    return workflows
        .newUntypedWorkflowStub(candidate.state().identity().workflowId())
        .update("apply", SubscriptionWorkflow.Reply.class, command)
        .refusal();
  }

  private static String tenant(Subscription state) {
    return state.identity().tenant();
  }

  private static PriceRows.Outcome outcome(
      PriceRows.Candidate candidate,
      String outcome,
      @Nullable LocalDate from,
      @Nullable Refusal refusal) {
    return new PriceRows.Outcome(candidate.id(), outcome, from, refusal);
  }

  private static PriceRows.Notice notice(
      Subscription state, PlanPriceChange price, Reach reach, LocalDate today) {
    LocalDate due = reach.from().minusDays(price.noticeDays());
    return new PriceRows.Notice(
        state.identity().customerId(),
        state.identity().subscriptionId(),
        due.isBefore(today) ? today : due,
        new PriceNotice(reach.before(), reach.after(), reach.from(), state.currency()).sentences());
  }
}
