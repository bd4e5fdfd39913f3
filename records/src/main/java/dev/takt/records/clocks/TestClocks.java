package dev.takt.records.clocks;

import dev.takt.records.Conditions;
import dev.takt.records.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Test clocks, and the moves of their workflows. */
public interface TestClocks extends Repository<TestClock, String>, Rows<TestClock> {

  Optional<TestClock> findByTenantAndId(String tenant, String id);

  /** The clock, which does not move until the transaction ends; others may hold it, too. */
  @Query("select * from test_clock where tenant = :tenant and id = :id for share")
  Optional<TestClock> hold(String tenant, String id);

  /** A page of a tenant's clocks, newest first. */
  default List<TestClock> page(String tenant, @Nullable String after, int rows) {
    return page(Conditions.of(tenant), after, rows);
  }

  /**
   * An advance begins; where another is under way, the later target holds. One that is done does
   * not begin: then this is a late repeat of the question, and the clock's workflow, which has just
   * done it, would not do it again.
   */
  @Modifying
  @Query(
      """
      update test_clock
      set target = case when status = 'ADVANCING' then greatest(target, :to) else :to end,
        status = 'ADVANCING', failure = null
      where id = :id and tenant = :tenant
        and (now_at < :to or now_at = :to and status <> 'READY')
      """)
  void begin(String tenant, String id, Instant to);

  /** Moves the clock; it never moves back. */
  @Modifying
  @Query(
      """
      update test_clock set now_at = :now
      where id = :id and tenant = :tenant and now_at < :now
      """)
  void moveTo(String tenant, String id, Instant now);

  /**
   * The advance to this instant is done. Where the clock is already asked to go further, it is not
   * ready: then this is a late repeat, whose first answer was lost.
   */
  @Modifying
  @Query(
      """
      update test_clock
      set now_at = greatest(now_at, :to),
        status = case when target > :to then status else 'READY' end,
        target = case when target > :to then target end,
        failure = case when target > :to then failure end
      where id = :id and tenant = :tenant
      """)
  void ready(String tenant, String id, Instant to);

  @Modifying
  @Query(
      """
      update test_clock set status = 'FAILED', failure = :failure
      where id = :id and tenant = :tenant
      """)
  void fail(String tenant, String id, String failure);

  @Modifying
  @Query("delete from test_clock where id = :id and tenant = :tenant")
  void remove(String tenant, String id);
}
