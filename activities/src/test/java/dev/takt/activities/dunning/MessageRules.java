package dev.takt.activities.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.dunning.DunningStep;
import dev.takt.workflows.dunning.Reason;
import dev.takt.workflows.port.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * No message goes more often than the policy has it: its place in a track, times how often the
 * invoice came to that track. The tracks are reckoned from the declines, by a table of its own.
 */
final class MessageRules {
  private MessageRules() {}

  static void hold(RandomCourse course) {
    theRecordTellsWhatWent(course);
    byDayOnly(course.world);
    noMoreThanThePolicyHas(course);
  }

  /** But for what was done when a workflow was lost before it could write it down. */
  private static void theRecordTellsWhatWent(RandomCourse course) {
    List<String> went =
        course.world.texts(
            "select invoice_id || ' ' || channel || ' ' || template || ' ' ||"
                + " (status in ('SENT', 'KEPT')) from message where tenant = :tenant");
    List<String> recorded =
        Told.steps(course.world).stream()
            .filter(step -> step.kind().equals("MESSAGE"))
            .map(
                step ->
                    step.invoiceId()
                        + " "
                        + step.channel()
                        + " "
                        + step.template()
                        + " "
                        + step.outcome().equals("sent"))
            .toList();
    List<String> unrecorded = new ArrayList<>(went);
    for (String message : recorded) {
      assertThat(unrecorded.remove(message)).as("recorded, and did not go: %s", message).isTrue();
    }
    int lost = course.pursued.stream().mapToInt(debt -> debt.lost).sum();
    assertThat(unrecorded).as("went, and is not in the record").hasSizeLessThanOrEqualTo(lost);
  }

  private static void byDayOnly(World world) {
    for (Told.Step step : Told.steps(world)) {
      if (step.kind().equals("MESSAGE")) {
        assertThat(step.at().atZone(World.ZONE).getHour()).as("hour of %s", step).isBetween(8, 19);
      }
    }
  }

  private static void noMoreThanThePolicyHas(RandomCourse course) {
    Map<String, List<Told.Tried>> tries =
        Told.tries(course.world).stream().collect(Collectors.groupingBy(Told.Tried::invoiceId));
    Map<String, Map<String, Long>> sent =
        course
            .world
            .texts(
                "select invoice_id || ' ' || channel || ' ' || template from message"
                    + " where tenant = :tenant")
            .stream()
            .collect(
                Collectors.groupingBy(
                    message -> message.substring(0, message.indexOf(' ')),
                    Collectors.groupingBy(
                        message -> message.substring(message.indexOf(' ') + 1),
                        Collectors.counting())));
    sent.forEach(
        (invoice, counts) -> {
          Map<String, Long> most = most(course, tries.getOrDefault(invoice, List.of()));
          first(course, invoice).ifPresent(track -> addTo(most, course, track));
          counts.forEach(
              (message, count) ->
                  assertThat(count)
                      .as("%s of %s, at most %s", message, invoice, most)
                      .isLessThanOrEqualTo(most.getOrDefault(message, 0L)));
        });
  }

  private static Map<String, Long> most(RandomCourse course, List<Told.Tried> tries) {
    Map<String, Long> most = new TreeMap<>();
    most.put("EMAIL PAYMENT_RECEIVED", 1L);
    for (Reason track : tracks(tries)) {
      addTo(most, course, track);
    }
    return most;
  }

  private static void addTo(Map<String, Long> most, RandomCourse course, Reason track) {
    for (DunningStep step : course.policy.track(track)) {
      if (step instanceof DunningStep.Message message) {
        most.merge(name(message.channel(), message.template()), 1L, Long::sum);
      }
    }
  }

  /** The track of an invoice whose card had reached a ceiling before it was tried at all. */
  private static Optional<Reason> first(RandomCourse course, String invoice) {
    return course
        .world
        .texts(
            "select d.opened_reason from dunning_case d where d.tenant = :tenant"
                + " and d.opened_at < coalesce((select min(p.attempted_at) from payment p"
                + "   where p.invoice_id = d.invoice_id and p.gateway <> 'bank'), 'infinity')"
                + " and d.opened_reason <> 'INVOICE_OVERDUE' and d.invoice_id = '"
                + invoice
                + "'")
        .stream()
        .map(Reason::valueOf)
        .findFirst();
  }

  private static String name(Messages.Channel channel, Messages.Template template) {
    return channel + " " + template;
  }

  /** The tracks that an invoice can have come to, one after the other. */
  private static List<Reason> tracks(List<Told.Tried> tries) {
    List<Reason> tracks = new ArrayList<>();
    for (Told.Tried tried : tries) {
      if (!tried.status().equals("DECLINED")) {
        continue;
      }
      Reason reason = reason(tried);
      if (tracks.isEmpty() || (reason != Reason.TECHNICAL && reason != tracks.getLast())) {
        tracks.add(reason);
      }
    }
    // Of an invoice that is paid by bank.
    tracks.add(Reason.INVOICE_OVERDUE);
    return tracks;
  }

  private static Reason reason(Told.Tried tried) {
    String code = tried.code().toUpperCase(Locale.ROOT);
    if (code.equals("65")) {
      return tried.brand().equals("mastercard") ? Reason.AUTHENTICATION : Reason.NO_FUNDS;
    }
    return switch (code) {
      case "51", "61" -> Reason.NO_FUNDS;
      case "91", "96" -> Reason.TECHNICAL;
      case "54" -> Reason.EXPIRED_CARD;
      case "1A" -> Reason.AUTHENTICATION;
      case "93" -> Reason.CONFIGURATION;
      case "NO_PAYMENT_METHOD" -> Reason.CARD_REMOVED;
      case "14", "04", "43", "R0", "CARD_BANNED" -> Reason.HARD_DECLINE;
      case "05", "59", "63", "78" -> Reason.SOFT_DECLINE;
      default -> throw new IllegalArgumentException("not one of the cards' words: " + tried);
    };
  }
}
