package dev.takt.api.web;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP with a limit on the whole of a request. Tomcat's own timeouts begin anew with each
 * byte: whoever sends a header, or takes an answer, a byte at a time would hold a connection for
 * ever.
 */
public final class GuardedHttp extends Http11NioProtocol {
  private final Set<Timed> processors =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  protected Processor createProcessor() {
    Timed processor = new Timed(this, getAdapter());
    processors.add(processor);
    return processor;
  }

  /** Closes the connections of requests that have taken longer than this. */
  void closeThoseOver(Duration most) {
    List<Timed> all;
    synchronized (processors) {
      all = List.copyOf(processors);
    }
    all.forEach(processor -> processor.closeIfOver(most));
  }

  /** A processor that knows since when it has been at a request. */
  private static final class Timed extends Http11Processor {
    Timed(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
      super(protocol, adapter);
    }

    void closeIfOver(Duration most) {
      // In this order: a processor that goes on to another connection has no such beginning.
      SocketWrapperBase<?> socket = getSocketWrapper();
      long began = getRequest().getStartTimeNanos();
      if (began >= 0 && socket != null && System.nanoTime() - began > most.toNanos()) {
        socket.close();
      }
    }
  }
}
