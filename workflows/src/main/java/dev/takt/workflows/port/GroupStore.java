package dev.takt.workflows.port;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.group.JointBill;
import dev.takt.workflows.subscription.PendingPayments;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.timeline.Transition;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The database's side of a group's life. Each call is one transaction under locks on the group's
 * row and on those of the subscriptions that are concerned: what changes a group and its members
 * changes all of them or nothing.
 */
@ActivityInterface
public interface GroupStore {

  /** Records a new group, and that some subscriptions join it. A repeat changes nothing. */
  @ActivityMethod(name = "formGroup")
  Answer form(
      Group group, List<String> subscriptionIds, Transition transition, String actor, Instant at);

  /** Decides a request, and records what was granted. A repeat changes nothing. */
  @ActivityMethod(name = "changeGroup")
  Answer record(GroupIdentity identity, GroupCommand command, Instant at);

  /**
   * Bills all members on a group date: one invoice for all that they owe. Where it is not the next
   * one, nothing is done.
   */
  @ActivityMethod(name = "billGroup")
  Answer bill(GroupIdentity identity, LocalDate on, Instant at);

  /** A group as the books have it, for one that may not have heard of all that is in them. */
  @ActivityMethod(name = "loadGroup")
  Behind load(GroupIdentity identity);

  /** What came of it. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Recorded.class, name = "recorded"),
    @JsonSubTypes.Type(value = Billed.class, name = "billed"),
    @JsonSubTypes.Type(value = Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Behind.class, name = "behind")
  })
  sealed interface Answer {}

  /**
   * The request is in the books.
   *
   * @param subscriptionIds those that were changed with it
   */
  record Recorded(Group group, List<String> subscriptionIds) implements Answer {}

  record Billed(Group group, JointBill bill) implements Answer {}

  record Refused(Refusal refusal) implements Answer {}

  /**
   * Nothing was done: this is the group as the books have it. Decide anew.
   *
   * @param pending the payments that have no outcome there
   * @param debts its invoices that are being pursued: who fell behind may not have had it done
   */
  record Behind(Group group, PendingPayments pending, List<String> debts) implements Answer {
    public Behind {
      debts = List.copyOf(debts);
    }
  }
}
