package dev.takt.api.dunning;

import dev.takt.workflows.dunning.CaseProgress;
import dev.takt.workflows.dunning.CaseStatus;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.dunning.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as the API tells it.
 *
 * @param reason why the invoice is unpaid, as the latest try has it
 * @param track the steps that it follows: those of its reason, in its policy
 * @param steps all that was done, and, while it is open, all that is to come if nothing else
 *     happens
 * @param nextStep the first that is to come; null where a payment or a person is waited for
 * @param amount what was due when it began, in minor units
 * @param amountDue what is due now
 * @param tries how many times the card was tried, the first charge included
 * @param paymentLink where the customer pays; null when nothing is open any more
 * @param waitsForPerson whether nothing happens until somebody decides
 */
record CaseView(
    String id,
    String invoiceId,
    String customerId,
    CaseStatus status,
    Reason reason,
    String track,
    String policy,
    List<StepLine> steps,
    @Nullable StepLine nextStep,
    String currency,
    long amount,
    long amountDue,
    long recovered,
    long credited,
    long writtenOff,
    int tries,
    @Nullable String lastDeclineCode,
    @Nullable LocalDate heldUntil,
    boolean waitsForPerson,
    boolean suspended,
    @Nullable String paymentLink,
    Instant openedAt,
    @Nullable Instant closedAt,
    String workflowId) {

  /**
   * A step.
   *
   * @param doneAt null with one that is to come, and with one by law that was not done
   * @param outcome what came of it; with a step by law DONE, SKIPPED, WAITING or FAILED
   * @param fee with a step by law: what it charged, in minor units
   * @param deadline with a letter by law: the last day to pay
   * @param lawRule with a step by law: the key of the rule that decided
   * @param documentId with a letter by law: the document that it is kept as
   * @param why why it is done, and why just then
   */
  record StepLine(
      LocalDate dueOn,
      Instant dueAt,
      @Nullable Instant doneAt,
      String kind,
      @Nullable String outcome,
      String why,
      @Nullable String channel,
      @Nullable String template,
      @Nullable String paymentId,
      @Nullable Long fee,
      @Nullable LocalDate deadline,
      @Nullable String lawRule,
      @Nullable String documentId) {}

  static CaseView of(
      DunningCases.Row row,
      List<DunningCases.Step> done,
      DunningPlan plan,
      @Nullable String paymentLink) {
    DunningCase state = row.state();
    CaseProgress.Try latest = state.course().lastTry();
    List<StepLine> steps = new ArrayList<>(done.stream().map(s -> line(state, s)).toList());
    List<StepLine> ahead = plan.ahead(state).stream().map(s -> line(state, s)).toList();
    steps.addAll(ahead);
    return new CaseView(
        row.id(),
        state.debtor().invoiceId(),
        state.debtor().customerId(),
        state.status(),
        state.reason(),
        state.reason().name(),
        state.policyName(),
        steps,
        ahead.isEmpty() ? null : ahead.getFirst(),
        row.currency(),
        row.amount(),
        row.due(),
        row.recovered(),
        row.credited(),
        row.writtenOff(),
        state.course().tries(),
        latest == null ? null : latest.decline().code(),
        state.waits().heldUntil(),
        state.waits().person(),
        state.effects().suspended(),
        paymentLink,
        row.openedAt(),
        row.closedAt(),
        state.debtor().workflowId());
  }

  private static StepLine line(DunningCase state, DunningCases.Step step) {
    return new StepLine(
        step.dueAt().atZone(state.zone()).toLocalDate(),
        step.dueAt(),
        isDone(step) ? step.doneAt() : null,
        step.kind(),
        step.outcome(),
        step.why(),
        step.channel(),
        step.template(),
        step.paymentId(),
        step.fee(),
        step.deadline(),
        step.lawRule(),
        step.documentId());
  }

  private static boolean isDone(DunningCases.Step step) {
    return step.lawRule() == null || step.outcome().equals("DONE");
  }

  private static StepLine line(DunningCase state, NextStep step) {
    return new StepLine(
        step.at().atZone(state.zone()).toLocalDate(),
        step.at(),
        null,
        step.kind().name(),
        null,
        step.why(),
        step.channel() == null ? null : step.channel().name(),
        step.template() == null ? null : step.template().name(),
        null,
        null,
        null,
        null,
        null);
  }
}
