package dev.takt.activities.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.records.Ids;
import dev.takt.records.clocks.TestClocks;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a clock's row says while advances overtake each other. */
class TestClocksTest {
  private static final Instant MARCH = World.noon("2026-03-01");
  private static final Instant APRIL = World.noon("2026-04-01");
  private static final Instant MAY = World.noon("2026-05-01");

  private final World world = new World();
  private final TestClocks clocks = World.bean(TestClocks.class);
  private final String clock = clockOf(world);

  static String clockOf(World world) {
    String id = Ids.next("clk");
    world
        .database
        .sql(
            """
            insert into test_clock (id, tenant, now_at, status, created_at)
            values (:id, :tenant, :now, 'READY', now())
            """)
        .param("id", id)
        .param("tenant", world.tenant)
        .param("now", MARCH.atOffset(ZoneOffset.UTC))
        .update();
    return id;
  }

  private String status() {
    return world
        .database
        .sql("select status from test_clock where id = :id")
        .param("id", clock)
        .query(String.class)
        .single();
  }

  @Test
  void isReadyWhenItsAdvanceIsDone() {
    clocks.begin(world.tenant, clock, APRIL);
    assertThat(status()).isEqualTo("ADVANCING");
    clocks.ready(world.tenant, clock, APRIL);
    assertThat(status()).isEqualTo("READY");
    assertThat(clocks.findByTenantAndId(world.tenant, clock).orElseThrow().now()).isEqualTo(APRIL);
  }

  @Test
  void aLateRepeatOfAnAdvanceDoesNotSayThatTheNextOneIsDone() {
    clocks.begin(world.tenant, clock, APRIL);
    clocks.ready(world.tenant, clock, APRIL);
    clocks.begin(world.tenant, clock, MAY);
    clocks.ready(world.tenant, clock, APRIL);
    assertThat(status()).isEqualTo("ADVANCING");
    clocks.ready(world.tenant, clock, MAY);
    assertThat(status()).isEqualTo("READY");
    assertThat(clocks.findByTenantAndId(world.tenant, clock).orElseThrow().now()).isEqualTo(MAY);
  }

  /** Two that were asked at once, whichever of them comes first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoTargetsAtOnceTheLaterHolds(boolean earlierFirst) {
    clocks.begin(world.tenant, clock, earlierFirst ? APRIL : MAY);
    clocks.begin(world.tenant, clock, earlierFirst ? MAY : APRIL);
    clocks.ready(world.tenant, clock, APRIL);
    assertThat(status()).isEqualTo("ADVANCING");
    clocks.ready(world.tenant, clock, MAY);
    assertThat(status()).isEqualTo("READY");
    assertThat(clocks.findByTenantAndId(world.tenant, clock).orElseThrow().now()).isEqualTo(MAY);
  }

  @Test
  void afterAFailureTheNewTargetCounts() {
    clocks.begin(world.tenant, clock, MAY);
    clocks.fail(world.tenant, clock, "stuck");
    clocks.begin(world.tenant, clock, APRIL);
    clocks.ready(world.tenant, clock, APRIL);
    assertThat(status()).isEqualTo("READY");
    assertThat(clocks.findByTenantAndId(world.tenant, clock).orElseThrow().now()).isEqualTo(APRIL);
  }

  /** Whoever asked twice, with the second question overtaken by the answer to the first. */
  @Test
  void aLateQuestionForWhatIsDoneBeginsNothing() {
    clocks.begin(world.tenant, clock, APRIL);
    clocks.ready(world.tenant, clock, APRIL);
    clocks.begin(world.tenant, clock, APRIL);
    assertThat(status()).isEqualTo("READY");
  }

  @Test
  void oneThatFailedAtItsGoalMayBeAskedToGoThereAgain() {
    clocks.begin(world.tenant, clock, APRIL);
    clocks.moveTo(world.tenant, clock, APRIL);
    clocks.fail(world.tenant, clock, "stuck");
    clocks.begin(world.tenant, clock, APRIL);
    assertThat(status()).isEqualTo("ADVANCING");
  }
}
