package dev.takt.worker.embedded;

import dev.takt.worker.settings.Stopping;
import dev.takt.worker.settings.TemporalAccess;
import dev.takt.worker.settings.TemporalSettings;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import org.jspecify.annotations.Nullable;

/** The Temporal service that Takt runs on. */
public sealed interface TemporalService extends AutoCloseable {

  /** Host and port. */
  String address();

  /** The namespace that Takt's workflows live in. */
  String namespace();

  /** How it is spoken to: where, and, where it wants them, with TLS and a key. */
  default WorkflowServiceStubsOptions connection() {
    return WorkflowServiceStubsOptions.newBuilder()
        .setTarget(address())
        .validateAndBuildWithDefaults();
  }

  /** The address of its pages for people, or null where it has none or Takt does not know it. */
  @Nullable String ui();

  /** What it is, in a few words. */
  String description();

  /** Whether others than this Takt use it, so that what runs there must be left running. */
  boolean isShared();

  /** Whether it still knows its workflows after this process has ended. */
  boolean isLasting();

  /**
   * Makes sure once more that it answers, has the namespace and knows Takt's search attributes: one
   * that was set up anew while Takt runs does not.
   *
   * @throws dev.takt.worker.settings.CannotStart if it can't be made so
   */
  default void prepare() {
    TemporalCheck.of(connection(), namespace()).requireAnswer();
  }

  @Override
  void close();

  /**
   * The service that is there: the given one, or the {@code temporal} program as a child, or one in
   * this process. It answers when this method returns, and knows Takt's search attributes.
   */
  static TemporalService start(
      TemporalSettings settings, @Nullable DataFolder folder, Stopping stopping) {
    if (settings.access() != null) {
      var given = new Given(settings.access(), settings.namespace());
      given.prepare();
      return given;
    }
    if (folder == null) {
      throw new IllegalStateException("an own Temporal needs a data folder");
    }
    if (settings.command() != null) {
      return DevServer.start(settings.command(), settings.namespace(), folder, stopping);
    }
    return InProcessServer.start(settings.namespace());
  }

  /** One that somebody else runs. */
  record Given(TemporalAccess access, String namespace) implements TemporalService {
    @Override
    public String address() {
      return access.address();
    }

    @Override
    public WorkflowServiceStubsOptions connection() {
      return access.connection();
    }

    @Override
    public @Nullable String ui() {
      return null;
    }

    @Override
    public String description() {
      return "TEMPORAL_ADDRESS";
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public boolean isLasting() {
      return true;
    }

    @Override
    public void close() {
      // Not ours to stop.
    }
  }

  /** The two that Takt starts itself. */
  sealed interface Own extends TemporalService permits DevServer, InProcessServer {
    @Override
    default boolean isShared() {
      return false;
    }
  }
}
