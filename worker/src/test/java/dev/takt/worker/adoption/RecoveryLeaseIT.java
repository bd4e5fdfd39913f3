package dev.takt.worker.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.takt.worker.stories.OneTakt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** One worker at a time gives what lives its workflows. */
class RecoveryLeaseIT {
  private final RecoveryLease one = new RecoveryLease(OneTakt.bean(DataSource.class));
  private final RecoveryLease other = new RecoveryLease(OneTakt.bean(DataSource.class));

  @Test
  void whileOneIsAtItNobodyElseIs() {
    var done = new AtomicInteger();

    boolean taken =
        one.take(
            () -> {
              done.incrementAndGet();
              assertThat(other.take(done::incrementAndGet)).isFalse();
            });

    assertThat(taken).isTrue();
    assertThat(done).hasValue(1);
    assertThat(other.take(done::incrementAndGet)).isTrue();
    assertThat(done).hasValue(2);
  }

  @Test
  void whoeverBreaksDownLetsTheNextTry() {
    var done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                one.take(
                    () -> {
                      throw new IllegalStateException("Temporal is away");
                    }))
        .hasMessage("Temporal is away");

    assertThat(other.take(done::incrementAndGet)).isTrue();
    assertThat(done).hasValue(1);
  }
}
