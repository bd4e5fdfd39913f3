package dev.takt.worker.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.due.DueWork;
import dev.takt.activities.subscriptions.SubscriptionActivities;
import dev.takt.worker.stories.LiveTime;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.Cancellation;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A cancellation is in the books, and the worker and Temporal died before the workflow had heard of
 * it: so it sleeps until its next bill, in a month, and would end only then.
 */
class OverdueWorkflowsIT {
  private final OverdueWorkflowReconciler rouser =
      new OverdueWorkflowReconciler(
          OneTakt.bean(DueWork.class),
          OneTakt.bean(WorkflowClient.class),
          new RecoveryLease(OneTakt.bean(DataSource.class)));

  private final TestMerchant merchant = TestMerchant.open();

  @Test
  void whatHasOversleptInLiveTimeIsRoused() throws InterruptedException {
    Rest rest = merchant.test();
    Identity identity = signedUpYesterday();
    cancelUnheard(identity, Instant.now());
    String path = "/v1/subscriptions/" + identity.subscriptionId();
    assertThat(rest.get(path).text("status")).isEqualTo("ACTIVE");

    rouser.rouse(Duration.ZERO);
    for (int i = 0; i < 100 && !rest.get(path).text("status").equals("ENDED"); i++) {
      TimeUnit.MILLISECONDS.sleep(200);
    }

    assertThat(rest.get(path).text("status")).isEqualTo("ENDED");
  }

  /** Each signal makes its history longer. */
  @Test
  void whatIsNotLateIsLeftAloneAndWhatStaysLateForAWhile() throws InterruptedException {
    Identity identity = signedUpYesterday();
    OneTakt.database()
        .sql("update subscription set next_due_at = now() - interval '4 minutes' where id = :id")
        .param("id", identity.subscriptionId())
        .update();

    rouser.rouse(Duration.ofMinutes(30));
    assertThat(signals(identity)).isZero();
    for (int i = 0; i < 3; i++) {
      rouser.rouse(Duration.ofMinutes(3));
    }
    TimeUnit.SECONDS.sleep(1);

    assertThat(signals(identity)).isEqualTo(1);
  }

  private static long signals(Identity identity) {
    return OneTakt.workflows().fetchHistory(identity.workflowId()).getEvents().stream()
        .filter(event -> event.hasWorkflowExecutionSignaledEventAttributes())
        .count();
  }

  private Identity signedUpYesterday() {
    var its = LiveTime.sinceYesterday(merchant.test(), "tok_ok");
    return new Identity(merchant.id(), false, its.subscription(), its.customer(), null);
  }

  @Test
  void whatIsTickedAndDidNothingLooksIntoTheBooks() {
    var story = Story.from("2026-02-20");
    String customer = story.customer("tok_ok");
    String id = story.subscribe(customer, story.monthly(), "2026-02-20");
    cancelUnheard(
        new Identity(story.merchant().id(), false, id, customer, story.clock()),
        Instant.parse(story.noon("2026-02-20")));

    story.on("2026-02-22");

    assertThat(story.subscription(id).text("status")).isEqualTo("ENDED");
  }

  /** On the next day, by nobody but the books. */
  private static void cancelUnheard(Identity identity, Instant now) {
    var books = OneTakt.bean(SubscriptionActivities.class);
    LocalDate tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    @Nullable LocalDate date = identity.clockId() == null ? null : tomorrow;
    var cancel =
        new Request.Cancel(
            date == null ? Cancellation.When.IMMEDIATELY : Cancellation.When.ON_DATE,
            date,
            Cancellation.Settlement.NONE,
            Cancellation.Receivables.CONTINUE_DUNNING,
            null,
            false);
    var command = new Command("unheard", "test", null, null, cancel);
    SubscriptionStore.Answer answer =
        books.record(identity, books.load(identity).subscription().version(), command, now);
    assertThat(answer).isInstanceOf(SubscriptionStore.Recorded.class);
  }
}
