package dev.takt.worker.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.interceptors.Header;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans, and takes their context along in the headers of Temporal's messages. Headers are no
 * part of what a workflow decides on: a history replays with and without them.
 */
final class Spans {
  private static final String PREFIX = "takt-trace-";
  private static final TextMapSetter<Header> WRITE =
      (header, key, value) -> {
        if (header != null) {
          header.getValues().put(PREFIX + key, text(value));
        }
      };
  private static final TextMapGetter<Header> READ =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Header header) {
          return header.getValues().keySet().stream()
              .filter(key -> key.startsWith(PREFIX))
              .map(key -> key.substring(PREFIX.length()))
              .toList();
        }

        @Override
        public @Nullable String get(@Nullable Header header, String key) {
          Payload value = header == null ? null : header.getValues().get(PREFIX + key);
          return value == null ? null : value.getData().toStringUtf8();
        }
      };

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  Spans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("dev.takt");
    this.propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /** A span that begins now, within what is going on in {@code parent}. */
  Span begin(String name, SpanKind kind, Context parent) {
    return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
  }

  void write(Context context, Header header) {
    propagator.inject(context, header, WRITE);
  }

  /** The context that a message came in; a new one where it brings none. */
  Context read(@Nullable Header header) {
    return header == null ? Context.root() : propagator.extract(Context.root(), header, READ);
  }

  /** What went wrong, without its message: that may tell of people. */
  static void fail(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR).setAttribute("error.type", failure.getClass().getName());
  }

  private static Payload text(String value) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("binary/plain"))
        .setData(ByteString.copyFromUtf8(value))
        .build();
  }
}
