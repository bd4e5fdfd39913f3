package dev.takt.workflows.workflow;

import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.Segment;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscription, from sign-up to the end. Its id is {@code subscription/{merchant}/{id}}. Names
 * on the wire are frozen.
 */
@WorkflowInterface
public interface SubscriptionWorkflow {

  @WorkflowMethod(name = "Subscription")
  void live(Life life);

  /**
   * Waits until the sign-up is recorded and everything that is due at once is done; sent with the
   * start. The answer is the same for a repeat.
   */
  @UpdateMethod(name = "signUp")
  Reply signUp();

  /**
   * Carries out a request: answers when it is refused, or is recorded and what is due at once is
   * done.
   */
  @UpdateMethod(name = "apply")
  Reply apply(Command command);

  /**
   * On a test clock: does everything that is due up to {@code now}, and answers when it is done.
   */
  @UpdateMethod(name = "tick")
  Reply tick(Instant now);

  /**
   * Says that the books have changed this subscription, since it joined or left a group: answers
   * when it knows, and what is due at once is done.
   *
   * @param now the test clock's time, or null in live time
   */
  @UpdateMethod(name = "catchUp")
  Reply catchUp(@Nullable Instant now);

  /**
   * The signals take the JSON of the REST call of their name ({@link
   * dev.takt.workflows.subscription.Signals}). They come as they were sent, since one that cannot
   * be read is to be noted and not to be lost.
   */
  @SignalMethod(name = "pause")
  void pause(@Nullable RawValue signal);

  @SignalMethod(name = "changePause")
  void changePause(@Nullable RawValue signal);

  @SignalMethod(name = "removePause")
  void removePause(@Nullable RawValue signal);

  @SignalMethod(name = "cancel")
  void cancel(@Nullable RawValue signal);

  @SignalMethod(name = "undoCancellation")
  void undoCancellation(@Nullable RawValue signal);

  @SignalMethod(name = "change")
  void change(@Nullable RawValue signal);

  @SignalMethod(name = "discount")
  void discount(@Nullable RawValue signal);

  @SignalMethod(name = "removeDiscount")
  void removeDiscount(@Nullable RawValue signal);

  @SignalMethod(name = "charge")
  void charge(@Nullable RawValue signal);

  @SignalMethod(name = "removeCharge")
  void removeCharge(@Nullable RawValue signal);

  @SignalMethod(name = "credit")
  void credit(@Nullable RawValue signal);

  @SignalMethod(name = "paymentMethodChanged")
  void paymentMethodChanged(@Nullable RawValue signal);

  /**
   * A debt of its has begun or is over: for the search attribute only.
   *
   * @param inDunning whether any debt is left
   */
  @SignalMethod(name = "inDunning")
  void inDunning(boolean inDunning);

  /**
   * Looks at the clock and into the books again, which may hold what it did not hear of since it
   * died just then: for what should have woken and has not.
   */
  @SignalMethod(name = "wake")
  void wake();

  @QueryMethod(name = "state")
  Subscription state();

  @QueryMethod(name = "timeline")
  List<Segment> timeline();

  /**
   * What a run starts with.
   *
   * @param actor who signed it up
   * @param testNow the test clock's time, or null in live time
   */
  record Life(Subscription subscription, String actor, @Nullable Instant testNow) {}

  /**
   * The answer to an update.
   *
   * @param refusal null when granted
   * @param version of the subscription afterwards
   */
  record Reply(@Nullable Refusal refusal, long version) {}
}
