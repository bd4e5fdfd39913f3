package dev.takt.worker.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets out what is on a list and nothing else: no values of parameters, no addresses with what was
 * put into them, and no messages of exceptions, in which a database quotes the row.
 */
final class DiscreetExporter implements SpanExporter {
  private static final Set<String> ALLOWED =
      Set.of(
          "method",
          "uri",
          "status",
          "outcome",
          "exception",
          "error.type",
          "temporal.workflow.id",
          "temporal.run.id",
          "temporal.activity.attempt");

  private final SpanExporter next;

  DiscreetExporter(SpanExporter next) {
    this.next = next;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return next.export(spans.stream().<SpanData>map(Discreet::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  /** A statement as the program has it, with question marks. */
  private static boolean isAllowed(String key) {
    return ALLOWED.contains(key) || key.startsWith("jdbc.query[");
  }

  private static final class Discreet extends DelegatingSpanData {
    Discreet(SpanData span) {
      super(span);
    }

    @Override
    public Attributes getAttributes() {
      return super.getAttributes().toBuilder().removeIf(key -> !isAllowed(key.getKey())).build();
    }

    @Override
    public List<EventData> getEvents() {
      return List.of();
    }

    @Override
    public StatusData getStatus() {
      return StatusData.create(super.getStatus().getStatusCode(), "");
    }
  }
}
