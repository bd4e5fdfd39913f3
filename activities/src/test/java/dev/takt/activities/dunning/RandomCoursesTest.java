package dev.takt.activities.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of debts by seed, in the real books: whatever declines, is lost, dies or is meddled
 * with, no customer is charged or told what must not be, and all books agree in the end.
 *
 * <p>{@code -Dtakt.seed=7} tells one course again; {@code -Dtakt.courses=5000} tries more of them.
 */
class RandomCoursesTest {
  private static final int AT_ONCE = 10;
  private static int downtimes;

  static List<Long> batches() {
    Long only = Long.getLong("takt.seed");
    return only == null
        ? LongStream.range(0, Long.getLong("takt.courses", 100) / AT_ONCE).boxed().toList()
        : List.of(only);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void nothingIsDoneThatMustNotBe(long batch) {
    if (Long.getLong("takt.seed") != null) {
      tell(batch);
      return;
    }
    long debts = 0;
    downtimes = 0;
    for (long seed : new Random(batch).longs(AT_ONCE, 0, 1_000_000_000).toArray()) {
      debts += tell(seed);
    }
    assertThat(debts).as("debts of a batch").isGreaterThan(50);
    assertThat(downtimes).as("times that the system was down").isGreaterThan(AT_ONCE);
  }

  private static long tell(long seed) {
    var course = new RandomCourse(seed);
    try {
      course.live();
      CourseRules.hold(course.world);
      CourseBooks.hold(course);
      downtimes += course.downtimes;
      return course.world.number("select count(*) from dunning_case where tenant = :tenant");
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + "\n" + String.join("\n", course.log), failure);
    }
  }
}
