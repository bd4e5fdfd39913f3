package dev.takt.worker.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.util.List;
import java.util.function.Supplier;

/** What is asked of workflows: a span for each, whose context goes along. */
final class TracedClient extends WorkflowClientInterceptorBase {
  private final Spans spans;

  TracedClient(Spans spans) {
    this.spans = spans;
  }

  @Override
  public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
      WorkflowClientCallsInterceptor next) {
    return new Calls(next);
  }

  private final class Calls extends WorkflowClientCallsInterceptorBase {
    Calls(WorkflowClientCallsInterceptor next) {
      super(next);
    }

    @Override
    public WorkflowStartOutput start(WorkflowStartInput input) {
      return within(
          "start " + input.getWorkflowType(),
          input.getWorkflowId(),
          List.of(input.getHeader()),
          () -> super.start(input));
    }

    @Override
    public WorkflowSignalOutput signal(WorkflowSignalInput input) {
      return within(
          "signal " + input.getSignalName(),
          input.getWorkflowExecution().getWorkflowId(),
          List.of(input.getHeader()),
          () -> super.signal(input));
    }

    @Override
    public <R> WorkflowUpdateHandle<R> startUpdate(StartUpdateInput<R> input) {
      return within(
          "update " + input.getUpdateName(),
          input.getWorkflowExecution().getWorkflowId(),
          List.of(input.getHeader()),
          () -> super.startUpdate(input));
    }

    @Override
    public <R> WorkflowUpdateWithStartOutput<R> updateWithStart(
        WorkflowUpdateWithStartInput<R> input) {
      WorkflowStartInput start = input.getWorkflowStartInput();
      StartUpdateInput<R> update = input.getStartUpdateInput();
      return within(
          "start " + start.getWorkflowType() + " and update " + update.getUpdateName(),
          start.getWorkflowId(),
          List.of(start.getHeader(), update.getHeader()),
          () -> super.updateWithStart(input));
    }

    private <T> T within(
        String name, String workflowId, List<Header> headers, Supplier<T> question) {
      Span span = spans.begin(name, SpanKind.CLIENT, Context.current());
      span.setAttribute("temporal.workflow.id", workflowId);
      try (var _ = span.makeCurrent()) {
        headers.forEach(header -> spans.write(Context.current(), header));
        return question.get();
      } catch (RuntimeException e) {
        Spans.fail(span, e);
        throw e;
      } finally {
        span.end();
      }
    }
  }
}
