package dev.takt.worker.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A pause from 11 March to 21 April, asked for on 5 March: each way it may go on, times each
 * settlement, times in advance and in arrears, times an invoice that is paid and one that is not.
 */
class PauseSettlementsIT {
  /** Billing, card, after the pause, settlement (* for any): invoices; credit notes. */
  private static final String EXPECTED =
      """
      IN_ADVANCE paid   KEEP_DATES BALANCE: 2026-03-01 310.00, 2026-04-21 0.00, 2026-05-01 203.33;
      IN_ADVANCE unpaid KEEP_DATES BALANCE: 2026-03-01 310.00, 2026-04-21 103.33, 2026-05-01 310.00; 2026-03-11 210.00, refunded 0.00
      IN_ADVANCE paid   KEEP_DATES REFUND:  2026-03-01 310.00, 2026-04-21 103.33, 2026-05-01 310.00; 2026-03-11 210.00, refunded 210.00
      IN_ADVANCE unpaid KEEP_DATES REFUND:  2026-03-01 310.00, 2026-04-21 103.33, 2026-05-01 310.00; 2026-03-11 210.00, refunded 0.00
      IN_ADVANCE *      KEEP_DATES NONE:    2026-03-01 310.00, 2026-04-21 103.33, 2026-05-01 310.00;
      IN_ADVANCE paid   RESTART    BALANCE: 2026-03-01 310.00, 2026-04-21 100.00, 2026-05-21 310.00;
      IN_ADVANCE unpaid RESTART    BALANCE: 2026-03-01 310.00, 2026-04-21 310.00, 2026-05-21 310.00; 2026-03-11 210.00, refunded 0.00
      IN_ADVANCE paid   RESTART    REFUND:  2026-03-01 310.00, 2026-04-21 310.00, 2026-05-21 310.00; 2026-03-11 210.00, refunded 210.00
      IN_ADVANCE unpaid RESTART    REFUND:  2026-03-01 310.00, 2026-04-21 310.00, 2026-05-21 310.00; 2026-03-11 210.00, refunded 0.00
      IN_ADVANCE *      RESTART    NONE:    2026-03-01 310.00, 2026-04-21 310.00, 2026-05-21 310.00;
      IN_ADVANCE *      EXTEND     *:       2026-03-01 310.00, 2026-05-12 310.00;
      IN_ARREARS *      KEEP_DATES *:       2026-03-11 100.00, 2026-05-01 103.33;
      IN_ARREARS *      RESTART    *:       2026-03-11 100.00, 2026-05-21 310.00;
      IN_ARREARS *      EXTEND     *:       2026-05-12 310.00;
      """;

  private record Row(Subscriber who, String what, String expected) {}

  @Test
  void comeOutAsTheyShould() {
    Story story = Story.from("2026-03-01");
    List<Row> rows = new ArrayList<>();
    for (String billing : List.of("IN_ADVANCE", "IN_ARREARS")) {
      for (String card : List.of("paid", "unpaid")) {
        for (String after : List.of("KEEP_DATES", "RESTART", "EXTEND")) {
          for (String settlement : List.of("BALANCE", "REFUND", "NONE")) {
            String what = "%s %s %s %s".formatted(billing, card, after, settlement);
            String token = card.equals("paid") ? "tok_ok" : "tok_stolen_card";
            var who = Subscriber.in(story, token, Map.of("billing", billing), Map.of());
            rows.add(new Row(who, what, expected(what)));
          }
        }
      }
    }
    story.on("2026-03-05");
    for (Row row : rows) {
      String[] words = row.what().split(" ", -1);
      row.who().pause("2026-03-11", "2026-04-21", words[2], words[3]).expect(201);
    }
    story.on("2026-05-22");
    assertThat(rows).hasSize(36);
    assertThat(rows.stream().map(row -> row.what() + ": " + outcome(row.who())))
        .containsExactlyElementsOf(
            rows.stream().map(row -> row.what() + ": " + row.expected()).toList());
  }

  private static String outcome(Subscriber who) {
    return (String.join(", ", who.invoiced()) + "; " + String.join(", ", who.credited())).strip();
  }

  private static String expected(String what) {
    return EXPECTED
        .lines()
        .filter(line -> what.matches(pattern(line)))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private static String pattern(String line) {
    return line.substring(0, line.indexOf(':')).replaceAll(" +", " ").replace("*", "\\w+");
  }
}
