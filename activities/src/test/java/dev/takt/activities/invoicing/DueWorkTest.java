package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.takt.activities.World;
import dev.takt.activities.due.DueWork;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.workflow.DunningWorkflow;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one list of what workflows have to do: subscriptions and the case of an open invoice. */
class DueWorkTest {
  private final World world = new World();
  private final DueWork work = World.bean(DueWork.class);
  private final Life life =
      new Life(
          world,
          world.customer(),
          Life.terms(world, "2026-03-01", 10_000, "25", true),
          new CollectionMethod(CollectionMethod.Means.INVOICE, 14, null));

  private List<DueWork.Item> lateOn(String date, DueWork.Kind... kinds) {
    return work.lateSince(World.noon(date), 100_000, kinds).stream()
        .filter(item -> item.tenant().equals(world.tenant))
        .toList();
  }

  @Test
  void aSubscriptionIsLateFromItsNextBillOn() {
    assertThat(lateOn("2026-03-31", DueWork.Kind.SUBSCRIPTION)).isEmpty();
    assertThat(lateOn("2026-04-01", DueWork.Kind.SUBSCRIPTION))
        .extracting(DueWork.Item::id, DueWork.Item::workflowId)
        .containsExactly(tuple(life.id, life.state.identity().workflowId()));
    assertThat(lateOn("2026-04-01", DueWork.Kind.GROUP)).isEmpty();
  }

  @Test
  void aCaseIsNamedByItsInvoice() {
    String invoice = world.texts("select id from invoice where tenant = :tenant").getFirst();
    assertThat(lateOn("2026-05-01", DueWork.Kind.DUNNING_CASE))
        .extracting(DueWork.Item::workflowId)
        .containsExactly(DunningWorkflow.id(world.merchantId, invoice));
    assertThat(lateOn("2026-05-01", DueWork.Kind.values())).hasSize(2);
  }

  @Test
  void whatIsPastIsABacklogOfItsKind() {
    assertThat(work.backlog(DueWork.Kind.SUBSCRIPTION).due()).isPositive();
    assertThat(work.backlog(DueWork.Kind.SUBSCRIPTION).stuck()).isPositive();
    assertThat(work.backlog(DueWork.Kind.SUBSCRIPTION).lag()).isGreaterThan(3_600);
  }

  /** However many there are, only what is late is read. */
  @Test
  void whatIsLateIsReadFromTheIndexes() {
    List<String> plan =
        new TransactionTemplate(World.bean(PlatformTransactionManager.class))
            .execute(
                status -> {
                  // The tables are too small here for the planner to care.
                  world.database.sql("set local enable_seqscan = off").update();
                  return world
                      .database
                      .sql(
                          """
                          explain select * from due_work
                          where kind in ('SUBSCRIPTION', 'DUNNING_CASE')
                            and test_clock_id is null and due_at < now()
                          order by due_at limit 10
                          """)
                      .query((row, number) -> String.valueOf(row.getString(1)))
                      .list();
                });
    assertThat(String.join("\n", Objects.requireNonNull(plan)))
        .contains("due_live", "due_cases")
        .doesNotContain("Seq Scan", "billing_group");
  }
}
