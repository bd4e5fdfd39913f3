package dev.takt.activities.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold of the charges of any course, reckoned from what the gateway was asked and from
 * the rules of the facts on dunning law, written down here once more: none of the code that decides
 * is asked.
 */
final class CourseRules {
  /** No try of this card again: Visa's category 1, and consent withdrawn. */
  private static final Set<String> NEVER =
      Set.of("04", "07", "12", "14", "15", "41", "43", "46", "57", "R0", "R1", "R3");

  /** No silent try can succeed before something is another. */
  private static final Set<String> NOT_SILENTLY =
      Set.of("54", "55", "82", "6P", "N7", "1A", "13", "58", "93", "N3");

  private static final Set<String> SUSPICION = Set.of("59", "34", "63");
  private static final Set<String> UNBLOCK = Set.of("78", "9G", "75", "62");
  private static final Set<String> TECHNICAL = Set.of("91", "96", "92", "06", "19");

  private CourseRules() {}

  /** At any moment. */
  static void oneInFlight(World world) {
    assertThat(
            world.number(
                """
                select coalesce(max(tries), 0) from (select count(*) as tries from payment
                  where tenant = :tenant and status in ('UNKNOWN', 'PENDING')
                  group by invoice_id) each
                """))
        .as("charges in flight for one invoice")
        .isLessThanOrEqualTo(1);
  }

  static void hold(World world) {
    List<Told.Charged> charges = Told.charges(world);
    capturedOnce(charges);
    neverAfterNever(charges);
    underTheCeilings(charges);
    theBooksTellTheSame(charges, Told.tries(world));
    notSilently(Told.tries(world));
    carefully(Told.tries(world));
  }

  private static void capturedOnce(List<Told.Charged> charges) {
    assertThat(charges.stream().filter(Told.Charged::captured).map(Told.Charged::invoiceId))
        .as("invoices that were captured")
        .doesNotHaveDuplicates();
    assertThat(charges.stream().map(Told.Charged::key)).doesNotHaveDuplicates();
  }

  private static void neverAfterNever(List<Told.Charged> charges) {
    Set<String> refused = new HashSet<>();
    for (Told.Charged charge : charges) {
      assertThat(refused).as("tried after a never: %s", charge).doesNotContain(charge.card());
      if (NEVER.contains(charge.code())) {
        refused.add(charge.card());
      }
    }
  }

  /** Per card and amount, whatever the number of invoices; a success begins anew. */
  private static void underTheCeilings(List<Told.Charged> charges) {
    Map<String, List<Instant>> declines = new HashMap<>();
    for (Told.Charged charge : charges) {
      List<Instant> row =
          declines.computeIfAbsent(charge.card() + " " + charge.amount(), k -> new ArrayList<>());
      boolean visa = !charge.brand().equals("mastercard");
      boolean mastercard = !charge.brand().equals("visa");
      if (visa) {
        inWindow(row, charge, Duration.ofDays(30), 15);
      }
      if (mastercard) {
        inWindow(row, charge, Duration.ofHours(24), 10);
        inWindow(row, charge, Duration.ofDays(30), 35);
      }
      if (charge.captured()) {
        row.clear();
      } else {
        row.add(charge.at());
      }
    }
  }

  private static void inWindow(
      List<Instant> declines, Told.Charged charge, Duration window, int most) {
    long inside = declines.stream().filter(at -> at.isAfter(charge.at().minus(window))).count();
    assertThat(inside + 1)
        .as("tries of a %s in %s: %s", charge.brand(), window, charge)
        .isLessThanOrEqualTo(most);
  }

  private static void theBooksTellTheSame(List<Told.Charged> charges, List<Told.Tried> tries) {
    assertThat(tries.stream().filter(Told.Tried::asked).map(CourseRules::told).sorted())
        .as("what our books say, and what the gateway's say")
        .isEqualTo(charges.stream().map(CourseRules::told).sorted().toList());
  }

  private static String told(Told.Tried tried) {
    return tried.key() + " " + tried.amount() + " " + tried.status() + " " + tried.code();
  }

  private static String told(Told.Charged charge) {
    String status = charge.captured() ? "SUCCEEDED" : "DECLINED";
    return charge.key() + " " + charge.amount() + " " + status + " " + charge.code();
  }

  /** Dunning tries no card by itself whose latest refusal says that nothing can come of it. */
  private static void notSilently(List<Told.Tried> tries) {
    Map<String, Told.Tried> latest = new HashMap<>();
    for (Told.Tried tried : tries) {
      String key = tried.invoiceId() + " " + tried.card();
      Told.Tried before = latest.get(key);
      if (before != null && tried.isDunnings() && tried.asked()) {
        boolean approval = before.code().equals("65") && before.brand().equals("mastercard");
        assertThat(NOT_SILENTLY.contains(before.code()) || approval)
            .as("%s after %s", tried, before)
            .isFalse();
      }
      if (!TECHNICAL.contains(tried.code())) {
        latest.put(key, tried);
      }
    }
  }

  /** After a suspicion two more tries of dunning's at most, three days or more after the latest. */
  private static void carefully(List<Told.Tried> tries) {
    Map<String, List<Told.Tried>> byCard =
        tries.stream()
            .filter(Told.Tried::asked)
            .collect(Collectors.groupingBy(t -> t.invoiceId() + " " + t.card()));
    byCard.forEach(
        (card, row) -> {
          int afterwards = 0;
          Told.Tried cautious = null;
          for (Told.Tried tried : row) {
            if (cautious != null && tried.isDunnings()) {
              assertThat(Duration.between(cautious.at(), tried.at()))
                  .as("%s after %s", tried, cautious)
                  .isGreaterThanOrEqualTo(Duration.ofDays(3).minusHours(1));
            }
            if (SUSPICION.contains(tried.code())) {
              afterwards += tried.isDunnings() ? 1 : 0;
              assertThat(afterwards).as("suspicious refusals of %s", card).isLessThanOrEqualTo(3);
            }
            boolean cares = SUSPICION.contains(tried.code()) || UNBLOCK.contains(tried.code());
            cautious = cares ? tried : TECHNICAL.contains(tried.code()) ? cautious : null;
          }
        });
  }
}
