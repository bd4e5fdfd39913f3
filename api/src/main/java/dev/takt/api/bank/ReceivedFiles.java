package dev.takt.api.bank;

import dev.takt.api.web.Columns;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files as banks sent them: too large for a workflow, which reads them here. */
@Repository
class ReceivedFiles {
  private final JdbcClient jdbc;

  ReceivedFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a file; one that is there already stays. */
  void add(String tenant, String id, byte[] content, Instant at) {
    jdbc.sql(
            """
            insert into bank_file (id, tenant, content, received_at)
            values (:id, :tenant, :content, :at) on conflict do nothing
            """)
        .param("id", id)
        .param("tenant", tenant)
        .param("content", content)
        .param("at", Columns.at(at))
        .update();
  }
}
