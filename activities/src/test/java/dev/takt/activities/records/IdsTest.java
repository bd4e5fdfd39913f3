package dev.takt.activities.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final String TENANT = "mer_1/test";
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

  @Test
  void whatIsMadeAgainHasTheSameId() {
    String owner = Ids.next("sub");

    String id = Ids.of("inv", TENANT, owner, MARCH, 0);

    assertThat(id).matches("inv_[0-7][0-9a-hjkmnp-tv-z]{25}");
    assertThat(Ids.of("inv", TENANT, owner, MARCH, 0)).isEqualTo(id);
  }

  @Test
  void whatDiffersInAnythingHasAnother() {
    Set<String> ids = new HashSet<>();
    for (String prefix : List.of("inv", "crn")) {
      for (String tenant : List.of(TENANT, "mer_1/live")) {
        for (int owner = 0; owner < 50; owner++) {
          for (int day = 0; day < 50; day++) {
            for (int nth = 0; nth < 3; nth++) {
              String id = Ids.of(prefix, tenant, "sub_" + owner, MARCH.plusDays(day), nth);
              ids.add(id.substring(id.indexOf('_')));
            }
          }
        }
      }
    }

    assertThat(ids).hasSize(2 * 2 * 50 * 50 * 3);
  }

  /** As lists page by it: by date, then by number, then the oldest subscription first. */
  @Test
  void itSortsByDateAndNumberAndAge() throws InterruptedException {
    String older = Ids.next("sub");
    Thread.sleep(2);
    String younger = Ids.next("sub");
    List<String> inOrder = new ArrayList<>();
    for (String date : List.of("1999-12-31", "2026-02-28", "2026-03-01", "2100-01-01")) {
      for (int nth = 0; nth < 3; nth++) {
        for (String owner : List.of(older, younger)) {
          inOrder.add(Ids.of("inv", TENANT, owner, LocalDate.parse(date), nth));
        }
      }
    }

    assertThat(inOrder).isSorted();
  }
}
