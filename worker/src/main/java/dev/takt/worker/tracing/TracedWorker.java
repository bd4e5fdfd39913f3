package dev.takt.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.temporal.activity.Activity;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;

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
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        var info = Activity.getExecutionContext().getInfo();
        Span span =
            spans.begin(info.getActivityType(), SpanKind.CONSUMER, spans.read(input.getHeader()));
        span.setAttribute("temporal.workflow.id", info.getWorkflowId());
        span.setAttribute("temporal.activity.attempt", info.getAttempt());
        try (var _ = span.makeCurrent()) {
          return super.execute(input);
        } catch (RuntimeException e) {
          Spans.fail(span, e);
          throw e;
        } finally {
          span.end();
        }
      }
    };
  }
}
