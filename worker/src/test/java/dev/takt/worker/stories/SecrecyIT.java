package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Temporal is told ids, amounts and dates of whatever happens, and of nobody who it happens to. */
class SecrecyIT {

  @Test
  void debtsGroupsAndClocksTellTemporalNothingPersonal() {
    var world = World.make();
    List<String> workflows =
        OneTakt.database()
            .sql(
                """
                select 'dunning/' || merchant_id || '/' || invoice_id
                  from dunning_case where tenant = :tenant
                union all
                select 'group/' || merchant_id || '/' || id from billing_group where tenant = :tenant
                union all
                select 'clock/' || :merchant || '/' || id from test_clock where tenant = :tenant
                """)
            .param("tenant", world.story().merchant().id() + "/test")
            .param("merchant", world.story().merchant().id())
            .query(String.class)
            .list();
    assertThat(workflows)
        .anyMatch(id -> id.startsWith("dunning/"))
        .anyMatch(id -> id.startsWith("group/"))
        .anyMatch(id -> id.startsWith("clock/"));

    for (String workflow : workflows) {
      String stored = OneTakt.workflows().fetchHistory(workflow).getHistory().toString();
      // Customers are called Kunde here, and pay with tokens of the sandbox.
      assertThat(stored)
          .as(workflow)
          .contains(world.story().merchant().id())
          .doesNotContain("Kunde", "example.com", "tok_");
    }
  }
}
