package dev.takt.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow. What it does belongs to what it does it for: to the request that started
 * it, to the update or signal that woke it, or, where only time has passed, to a trace of its own.
 * So a trace ends when its cause is dealt with, and not when the subscription does.
 *
 * <p>It touches nothing that a workflow decides on, and while a history is replayed it makes no
 * spans: those were made when it happened.
 */
final class TracedWorkflow extends WorkflowInboundCallsInterceptorBase {
  private final Spans spans;

  /** What the current thread of the workflow is about; each has one of its own. */
  private final ThreadLocal<@Nullable Context> cause = new ThreadLocal<>();

  private @Nullable Thread loop;

  /** What an update or a signal brought since the loop began to wait. */
  private @Nullable Context brought;

  TracedWorkflow(WorkflowInboundCallsInterceptor next, Spans spans) {
    super(next);
    this.spans = spans;
  }

  @Override
  public void init(WorkflowOutboundCallsInterceptor outbound) {
    super.init(new Outbound(outbound));
  }

  @Override
  public WorkflowOutput execute(WorkflowInput input) {
    loop = Thread.currentThread();
    Context parent = spans.read(input.getHeader());
    cause.set(noted(Workflow.getInfo().getWorkflowType(), parent));
    return super.execute(input);
  }

  @Override
  public UpdateOutput executeUpdate(UpdateInput input) {
    return handled(input.getUpdateName(), input.getHeader(), () -> super.executeUpdate(input));
  }

  @Override
  public void handleSignal(SignalInput input) {
    handled(
        input.getSignalName(),
        input.getHeader(),
        () -> {
          super.handleSignal(input);
          return input;
        });
  }

  private <T> T handled(String name, @Nullable Header header, Supplier<T> handler) {
    Context parent = spans.read(header);
    if (WorkflowUnsafe.isReplaying()) {
      cause.set(parent);
      brought = parent;
      return handler.get();
    }
    Span span = begin(Workflow.getInfo().getWorkflowType() + "." + name, parent);
    Context context = parent.with(span);
    cause.set(context);
    brought = context;
    try {
      return handler.get();
    } catch (RuntimeException e) {
      Spans.fail(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  /** A point in time, since what begins there may go on for years. */
  private Context noted(String name, Context parent) {
    if (WorkflowUnsafe.isReplaying()) {
      return parent;
    }
    Span span = begin(name, parent);
    span.end();
    return parent.with(span);
  }

  private Span begin(String name, Context parent) {
    WorkflowInfo info = Workflow.getInfo();
    return spans
        .begin(name, SpanKind.CONSUMER, parent)
        .setAttribute("temporal.workflow.id", info.getWorkflowId())
        .setAttribute("temporal.run.id", info.getRunId());
  }

  private Context currentCause() {
    Context known = cause.get();
    if (known == null) {
      known = noted(Workflow.getInfo().getWorkflowType() + " wakes", Context.root());
      cause.set(known);
    }
    return known;
  }

  private void send(Header header) {
    spans.write(currentCause(), header);
  }

  private final class Outbound extends WorkflowOutboundCallsInterceptorBase {
    Outbound(WorkflowOutboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
      send(input.getHeader());
      return super.executeActivity(input);
    }

    @Override
    public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
      send(input.getHeader());
      return super.executeLocalActivity(input);
    }

    @Override
    public <R> ChildWorkflowOutput<R> executeChildWorkflow(ChildWorkflowInput<R> input) {
      send(input.getHeader());
      return super.executeChildWorkflow(input);
    }

    @Override
    public SignalExternalOutput signalExternalWorkflow(SignalExternalInput input) {
      send(input.getHeader());
      return super.signalExternalWorkflow(input);
    }

    @Override
    public void await(String reason, Supplier<Boolean> condition) {
      if (Thread.currentThread() != loop) {
        super.await(reason, condition);
        return;
      }
      brought = null;
      long before = currentTimeMillis();
      super.await(reason, condition);
      if (currentTimeMillis() != before) {
        // It slept: it is not about the same any more.
        cause.set(brought);
      }
    }
  }
}
