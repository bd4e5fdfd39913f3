package dev.takt.worker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.dunning.CaseWorkflowNotifier;
import dev.takt.worker.stories.LiveTime;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.TestMerchant;
import dev.takt.workflows.workflow.DunningCaseStore;
import dev.takt.workflows.workflow.DunningWorkflow;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** In live time the workflow of a debt follows its case, whoever dies in between. */
class DunningReconciliationIT {
  private final TestMerchant merchant = TestMerchant.open();
  private final Rest rest = merchant.test();
  private final String subscription =
      LiveTime.sinceYesterday(rest, "tok_stolen_card").subscription();
  private final JsonNode debt = await(() -> rest.all("/v1/dunning-cases")).getFirst();
  private final WorkflowStub workflow =
      OneTakt.workflows()
          .newUntypedWorkflowStub(
              DunningWorkflow.id(merchant.id(), debt.get("invoiceId").asString()));

  @Test
  void oneThatIsGoneIsGivenAnewWhenItsStepIsOverdue() {
    workflow.terminate("it was lost");
    OneTakt.database()
        .sql("update dunning_case set next_due_at = now() - interval '1 hour' where id = :id")
        .param("id", debt.get("id").asString())
        .update();

    assertThat(OneTakt.bean(CaseWorkflowNotifier.class).wakeStrays(Instant.now())).isPositive();

    assertThat(await(() -> standing(debt))).hasSize(1);
  }

  /** It has looked at the books when it can say what they say. */
  private static List<String> standing(JsonNode debt) {
    try {
      return List.of(
          OneTakt.workflows()
              .newUntypedWorkflowStub(debt.get("workflowId").asString())
              .query("state", DunningCaseStore.Case.class)
              .customerId());
    } catch (RuntimeException notYet) {
      return List.of();
    }
  }

  @Test
  void whatAnotherClosesEndsItAtOnce() throws TimeoutException {
    rest.put(
            "/v1/subscriptions/" + subscription + "/cancellation",
            Map.of("when", "IMMEDIATELY", "receivables", "WRITE_OFF"))
        .expect(200);

    workflow.getResult(60, TimeUnit.SECONDS, Void.class);

    assertThat(rest.all("/v1/dunning-cases").getFirst().get("status").asString())
        .isEqualTo("WRITTEN_OFF");
  }

  private static <T> List<T> await(Supplier<List<T>> found) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      List<T> now = found.get();
      if (!now.isEmpty() || System.nanoTime() > end) {
        return now;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
    }
  }
}
