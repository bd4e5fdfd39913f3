package dev.takt.activities.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.Reason;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was missed is not made up for in a heap: a case sends one message a day at most, and what a
 * case does one after the other is as far apart as the policy has it, or farther, so that nothing
 * with consequences comes before the step before it and its days.
 */
final class LadderRules {
  private static final Set<String> WORDS =
      Set.of("MESSAGE", "SUSPEND", "END", "WRITE_OFF", "WAIT_FOR_PERSON");

  private LadderRules() {}

  static void hold(RandomCourse course) {
    Map<String, List<Told.Step>> byInvoice =
        Told.steps(course.world).stream()
            .filter(step -> WORDS.contains(step.kind()) && !isReceipt(step.template()))
            .collect(Collectors.groupingBy(Told.Step::invoiceId));
    Set<String> lost =
        course.pursued.stream()
            .filter(debt -> debt.lost > 0)
            .map(debt -> debt.invoiceId)
            .collect(Collectors.toSet());
    byInvoice.forEach(
        (invoice, steps) -> {
          if (!lost.contains(invoice)) {
            oneMessageADay(invoice, steps);
          }
          Reason only = onlyTrack(course.world, invoice);
          if (only != null) {
            distances(invoice, course.policy.track(only), steps);
          }
        });
  }

  private static boolean isReceipt(@Nullable String template) {
    return "PAYMENT_RECEIVED".equals(template);
  }

  private static LocalDate day(Told.Step step) {
    return step.at().atZone(World.ZONE).toLocalDate();
  }

  private static void oneMessageADay(String invoice, List<Told.Step> steps) {
    assertThat(steps.stream().filter(step -> step.kind().equals("MESSAGE")).map(LadderRules::day))
        .as("days on which messages of %s went", invoice)
        .doesNotHaveDuplicates();
  }

  /** The track that a case was on all the time, or null where it was on several. */
  private static @Nullable Reason onlyTrack(World world, String invoice) {
    List<String> tracks =
        world.texts(
            "select opened_reason from dunning_case where tenant = :tenant and invoice_id = '"
                + invoice
                + "' and reason = opened_reason and (state -> 'course' ->> 'tracks')::int = 0");
    return tracks.isEmpty() ? null : Reason.valueOf(tracks.getFirst());
  }

  /** The track's words and consequences are done in its order, and not closer than it has them. */
  private static void distances(String invoice, List<DunningStep> track, List<Told.Step> steps) {
    List<DunningStep> ladder = new ArrayList<>(track);
    ladder.removeIf(step -> step instanceof DunningStep.Retry);
    ladder.sort(Comparator.comparingInt(DunningStep::afterDays));
    assertThat(steps.size()).as("steps of %s", invoice).isLessThanOrEqualTo(ladder.size());
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i).kind())
          .as("step %s of %s", i, invoice)
          .isEqualTo(ladder.get(i).action().name());
    }
    for (int i = 1; i < steps.size(); i++) {
      int days = ladder.get(i).afterDays() - ladder.get(i - 1).afterDays();
      assertThat(ChronoUnit.DAYS.between(day(steps.get(i - 1)), day(steps.get(i))))
          .as("days from %s to %s", steps.get(i - 1), steps.get(i))
          .isGreaterThanOrEqualTo(days);
    }
  }
}
