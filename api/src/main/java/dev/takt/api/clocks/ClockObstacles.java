package dev.takt.api.clocks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.takt.api.clocks.TestClockView.Obstacle;
import dev.takt.records.clocks.TestClock;
import java.util.List;
import java.util.Map;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** What advancing clocks wait for that is not Takt's to do. */
interface ClockObstacles extends Repository<TestClock, String> {

  /** An obstacle of a clock. */
  record Waiting(String testClockId, TestClockView.Kind kind, String id, String detail) {
    Obstacle obstacle() {
      return new Obstacle(kind, id, detail);
    }
  }

  @Query(
      """
      select c.test_clock_id, 'MESSAGE' as kind, m.id, m.reason as detail
      from customer c join message m on m.customer_id = c.id and m.tenant = c.tenant
      where c.tenant = :tenant and c.test_clock_id in (:clocks) and m.status = 'FAILED'
      union all
      select c.test_clock_id, 'PAYMENT', p.id, 'the gateway has not answered'
      from customer c join payment p on p.customer_id = c.id and p.tenant = c.tenant
      where c.tenant = :tenant and c.test_clock_id in (:clocks) and p.status = 'UNKNOWN'
      order by 1, 2, 3 limit 100
      """)
  List<Waiting> find(String tenant, List<String> clocks);

  /** Those of the clocks among these that advance, by their ids. */
  default Map<String, List<Obstacle>> of(String tenant, List<TestClock> clocks) {
    List<String> advancing =
        clocks.stream()
            .filter(clock -> clock.status() == TestClock.Status.ADVANCING)
            .map(TestClock::id)
            .toList();
    return advancing.isEmpty()
        ? Map.of()
        : find(tenant, advancing).stream()
            .collect(groupingBy(Waiting::testClockId, mapping(Waiting::obstacle, toList())));
  }
}
