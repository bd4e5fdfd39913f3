package dev.takt.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What workers do: a span for each activity, within what its workflow does it for. */
final class TracedWorker extends WorkerInterceptorBase {
  private final Spans spans;

  TracedWorker(Spans spans) {
    this.spans = spans;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new TracedWorkflow(next, spans);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new TracedActivity(next);
  }

  /** One attempt of one activity. */
  private final class TracedActivity extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityInfo info;

    TracedActivity(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      info = context.getInfo();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityInfo known = Objects.requireNonNull(info);
      Span span =
          spans.begin(known.getActivityType(), SpanKind.CONSUMER, spans.read(input.getHeader()));
      span.setAttribute("temporal.workflow.id", known.getWorkflowId());
      span.setAttribute("temporal.activity.attempt", known.getAttempt());
      try (var _ = span.makeCurrent()) {
        return super.execute(input);
      } catch (RuntimeException e) {
        Spans.fail(span, e);
        throw e;
      } finally {
        span.end();
      }
    }
  }
}
