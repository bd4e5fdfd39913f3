package dev.takt.worker.faults;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Stands between a worker and Temporal, and knows each call by its name. */
final class TemporalProxy implements AutoCloseable {
  /** What a worker does all the time, whatever there is to do. */
  private static final Pattern BACKGROUND =
      Pattern.compile("Poll.*|Check|Get.*|Describe.*|List.*|AddSearch.*|.*Heartbeat|Shutdown.*");

  private static final int LARGEST = 128 << 20;

  private final Gate gate;
  private final Handed charges;
  private final ManagedChannel temporal;
  private final Server entrance;

  private TemporalProxy(Gate gate, Handed charges, String address) {
    this.gate = gate;
    this.charges = charges;
    this.temporal =
        NettyChannelBuilder.forTarget(address)
            .usePlaintext()
            .maxInboundMessageSize(LARGEST)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    this.entrance =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .maxInboundMessageSize(LARGEST)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .fallbackHandlerRegistry(new AnyCall(this))
            .build();
  }

  static TemporalProxy to(String address, Gate gate, Handed charges) {
    var proxy = new TemporalProxy(gate, charges, address);
    try {
      proxy.entrance.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return proxy;
  }

  String address() {
    return "localhost:" + entrance.getPort();
  }

  /** Tries to reach Temporal at once, where it was away for long. */
  void look() {
    temporal.resetConnectBackoff();
  }

  @Override
  public void close() {
    entrance.shutdownNow();
    temporal.shutdownNow();
  }

  /** Every call is one message there and one back. */
  private static final class AnyCall extends io.grpc.HandlerRegistry {
    private final TemporalProxy proxy;

    private AnyCall(TemporalProxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder(new AsTheyAre(), new AsTheyAre())
              .setFullMethodName(name)
              .setType(MethodDescriptor.MethodType.UNARY)
              .build();
      return ServerMethodDefinition.create(method, proxy::begin);
    }
  }

  private ServerCall.Listener<byte[]> begin(ServerCall<byte[], byte[]> call, Metadata headers) {
    call.request(2);
    return new ServerCall.Listener<>() {
      private byte[] question;
      private Future<byte[]> answer;
      private boolean cancelled;

      @Override
      public void onMessage(byte[] message) {
        question = message;
      }

      @Override
      public void onHalfClose() {
        Thread.ofVirtual().start(() -> handOn(call, this::ask, headers));
      }

      @Override
      public synchronized void onCancel() {
        cancelled = true;
        if (answer != null) {
          answer.cancel(true);
        }
      }

      private synchronized Future<byte[]> ask(Metadata with) {
        if (cancelled) {
          // Whoever asked is gone: a poll must not take a task that nobody will do.
          throw new CancellationException();
        }
        var channel =
            ClientInterceptors.intercept(temporal, MetadataUtils.newAttachHeadersInterceptor(with));
        answer =
            ClientCalls.futureUnaryCall(
                channel.newCall(call.getMethodDescriptor(), CallOptions.DEFAULT), question);
        return answer;
      }
    };
  }

  private interface Asking {
    Future<byte[]> ask(Metadata headers);
  }

  private void handOn(ServerCall<byte[], byte[]> call, Asking asking, Metadata headers) {
    String name = call.getMethodDescriptor().getBareMethodName();
    boolean counts = !BACKGROUND.matcher(name).matches();
    try {
      Gate.Passage passage = counts ? gate.arrive(Gate.Line.TEMPORAL, name) : null;
      if (passage != null && !gate.mayGoOn(passage)) {
        call.close(Status.UNAVAILABLE.withDescription("lost on its way"), new Metadata());
        return;
      }
      byte[] answer = asking.ask(headers).get();
      charges.note(name, answer);
      if (passage != null && !gate.mayAnswer(passage, true)) {
        call.close(Status.UNAVAILABLE.withDescription("answer lost"), new Metadata());
        return;
      }
      call.sendHeaders(new Metadata());
      call.sendMessage(answer);
      call.close(Status.OK, new Metadata());
    } catch (ExecutionException e) {
      refuse(call, e.getCause());
    } catch (IllegalStateException _) {
      // Whoever asked has hung up.
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void refuse(ServerCall<byte[], byte[]> call, Throwable refusal) {
    Metadata trailers =
        refusal instanceof StatusRuntimeException status && status.getTrailers() != null
            ? status.getTrailers()
            : new Metadata();
    call.close(Status.fromThrowable(refusal), trailers);
  }

  private record AsTheyAre() implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
