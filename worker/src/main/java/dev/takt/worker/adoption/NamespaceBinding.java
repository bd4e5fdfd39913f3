package dev.takt.worker.adoption;

import dev.takt.worker.embedded.TemporalService;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which Temporal the workflows of this database live in. A namespace gets its id when it is made,
 * so a Temporal that was set up anew has another.
 */
public final class NamespaceBinding {
  private static final int SECONDS_TO_ANSWER = 5;

  private final TemporalService temporal;
  private final WorkflowServiceStubs stubs;
  private final JdbcClient jdbc;

  public NamespaceBinding(TemporalService temporal, WorkflowServiceStubs stubs, JdbcClient jdbc) {
    this.temporal = temporal;
    this.stubs = stubs;
    this.jdbc = jdbc;
  }

  /**
   * Whether what lives in this database has its workflows in the Temporal that answers now. It has
   * not when that one was set up anew or lost its memory, and no worker has started since.
   *
   * @throws io.grpc.StatusRuntimeException if Temporal does not answer within seconds
   */
  public boolean isHere() {
    // The in-process one dies with this process, and the next begins by adopting.
    return !temporal.isLasting() || isRemembered(here());
  }

  /** The id of the namespace that workflows are started in now. */
  String here() {
    if (!temporal.isLasting()) {
      // Its namespace has the same id every time, and yet it remembers nothing.
      return "in-process/" + UUID.randomUUID();
    }
    return stubs
        .blockingStub()
        .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .describeNamespace(
            DescribeNamespaceRequest.newBuilder().setNamespace(temporal.namespace()).build())
        .getNamespaceInfo()
        .getId();
  }

  /** Whether all that lives in this database was given its workflow there. */
  boolean isRemembered(String namespaceId) {
    return jdbc.sql("select exists (select from temporal_namespace where namespace_id = :id)")
        .param("id", namespaceId)
        .query(Boolean.class)
        .single();
  }

  void remember(String namespaceId) {
    jdbc.sql(
            """
            insert into temporal_namespace (namespace_id, adopted_at) values (:id, now())
            on conflict (only_row) do update
              set namespace_id = excluded.namespace_id, adopted_at = excluded.adopted_at
            """)
        .param("id", namespaceId)
        .update();
  }
}
