package dev.takt.api.access;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whose request this thread is answering. The database connections of a request are bound to its
 * tenant by this, beneath all queries: should one forget its {@code where}, it finds nothing of
 * others.
 */
public final class Tenancy {
  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  private Tenancy() {}

  /** What is done for one tenant. */
  @FunctionalInterface
  public interface Work {
    void run() throws ServletException, IOException;
  }

  /** The tenant of the request that this thread is answering, or null where there is none. */
  public static @Nullable String current() {
    return TENANT.get();
  }

  /** Does this for one tenant. */
  public static void within(String tenant, Work work) throws ServletException, IOException {
    TENANT.set(tenant);
    try {
      work.run();
    } finally {
      TENANT.remove();
    }
  }
}
