package dev.takt.worker.metrics;

import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.Fact;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the activities of this process answered. An activity that is repeated after a crash
 * is counted again: these are rates for people, and the books are the truth.
 */
public final class Counting extends WorkerInterceptorBase {
  private final Counter paid;
  private final Counter declined;
  private final Counter pending;
  private final Counter nothingDue;
  private final Counter invoices;

  /** Every counter is there from the start, so that a rate has somewhere to begin. */
  public Counting(MeterRegistry registry) {
    paid = charges(registry, "paid");
    declined = charges(registry, "declined");
    pending = charges(registry, "pending");
    nothingDue = charges(registry, "nothing_due");
    invoices =
        Counter.builder("takt.invoices.issued")
            .description("Invoices that this worker issued")
            .register(registry);
  }

  private static Counter charges(MeterRegistry registry, String outcome) {
    return Counter.builder("takt.charges")
        .tag("outcome", outcome)
        .description("Charges and refunds that this worker took to a gateway, by their outcome")
        .register(registry);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        ActivityOutput output = super.execute(input);
        count(output.getResult());
        return output;
      }
    };
  }

  private void count(@Nullable Object answer) {
    switch (answer) {
      case Payments.Paid _ -> paid.increment();
      case Payments.Declined _ -> declined.increment();
      case Payments.Pending _ -> pending.increment();
      case Payments.NothingDue _ -> nothingDue.increment();
      case SubscriptionStore.SignedUp(Subscription signedUp, var _, var _)
          when isBilled(signedUp.billed()) ->
          invoices.increment();
      case SubscriptionStore.Performed(Fact.Billed billed) when isBilled(billed.lines()) ->
          invoices.increment();
      case SubscriptionStore.Performed(Fact.Ended ended) when isBilled(ended.lines()) ->
          invoices.increment();
      case null, default -> {
        // Not about money.
      }
    }
  }

  /** Credits alone make no invoice. */
  private static boolean isBilled(List<BilledLine> lines) {
    return lines.stream().anyMatch(line -> line.kind() != BilledLine.Kind.CREDIT);
  }
}
