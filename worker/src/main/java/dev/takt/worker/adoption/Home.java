package dev.takt.worker.adoption;

import dev.takt.worker.Settings;
import dev.takt.worker.service.TemporalService;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which Temporal the workflows of this database live in. A namespace gets its id when it is made,
 * so a Temporal that was set up anew has another.
 */
public final class Home {
  private final Settings settings;
  private final TemporalService temporal;
  private final WorkflowServiceStubs stubs;
  private final JdbcClient jdbc;

  public Home(
      Settings settings, TemporalService temporal, WorkflowServiceStubs stubs, JdbcClient jdbc) {
    this.settings = settings;
    this.temporal = temporal;
    this.stubs = stubs;
    this.jdbc = jdbc;
  }

  /** The id of the namespace that workflows are started in now. */
  String here() {
    if (!temporal.isLasting()) {
      // Its namespace has the same id every time, and yet it remembers nothing.
      return "in-process/" + UUID.randomUUID();
    }
    return stubs
        .blockingStub()
        .describeNamespace(
            DescribeNamespaceRequest.newBuilder().setNamespace(settings.namespace()).build())
        .getNamespaceInfo()
        .getId();
  }

  /** Whether all that lives in this database was given its workflow there. */
  boolean isRemembered(String namespaceId) {
    return jdbc.sql("select exists (select from workflow_home where namespace_id = :id)")
        .param("id", namespaceId)
        .query(Boolean.class)
        .single();
  }

  void remember(String namespaceId) {
    jdbc.sql(
            """
            insert into workflow_home (namespace_id, adopted_at) values (:id, now())
            on conflict (only_row) do update
              set namespace_id = excluded.namespace_id, adopted_at = excluded.adopted_at
            """)
        .param("id", namespaceId)
        .update();
  }
}
