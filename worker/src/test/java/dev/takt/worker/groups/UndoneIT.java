package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A joining that was not billed yet is undone as if it never was. Of twins, one is in a group for a
 * few days: afterwards nothing tells them apart, whatever is looked at, then and half a year later.
 */
class UndoneIT {

  /** How the group was joined, and how it was left. */
  record Way(String transition, boolean dissolved) {}

  static Stream<Way> ways() {
    return Stream.of("ON_NEXT_DATE", "AT_START")
        .flatMap(transition -> Stream.of(true, false).map(how -> new Way(transition, how)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void asIfItNeverWas(Way way) {
    var one = Family.from("2026-01-20");
    var twin = new Family(one.story(), one.story().customer("tok_ok"));
    List<String> grouped = ofEveryKind(one);
    List<String> alone = ofEveryKind(twin);
    one.story().on("2026-02-01");
    List<String> before = told(one, grouped);

    String group =
        one.form("2026-03-15", grouped, Map.of("transition", way.transition())).expect(201).id();
    assertThat(told(one, grouped)).isNotEqualTo(before);
    if (way.dissolved()) {
      one.dissolve(group, "").expect(200);
    } else {
      grouped.forEach(member -> one.leave(group, member, "?rhythm=RESTORE").expect(200));
    }
    assertThat(told(one, grouped)).isEqualTo(before).isEqualTo(told(twin, alone));

    one.story().on("2026-08-01");
    assertThat(told(one, grouped)).isEqualTo(told(twin, alone));
    assertThat(one.bills())
        .containsExactlyInAnyOrderElementsOf(twin.bills())
        .hasSizeGreaterThan(20);
    assertThat(one.charges()).containsExactlyInAnyOrderElementsOf(twin.charges());
    Books.of(one.rest()).mustAgreeSoFar();
  }

  /** In advance, in arrears, by the quarter, by the year, on trial, paused, not started, ending. */
  private static List<String> ofEveryKind(Family family) {
    List<String> all = new ArrayList<>();
    all.add(family.subscription("2026-01-21", 10_000));
    all.add(family.subscription("2026-01-25", 31_000, Map.of("billing", "IN_ARREARS")));
    all.add(family.subscription("2026-01-31", 20_001, Map.of("count", 3)));
    all.add(family.subscription("2026-01-22", 99_999, Map.of("unit", "YEAR")));
    all.add(family.subscription("2026-01-28", 10_000, Map.of("trialDays", 20)));
    String paused = family.subscription("2026-01-23", 7_777);
    family
        .rest()
        .post(
            "/v1/subscriptions/" + paused + "/pauses",
            Map.of("from", "2026-02-20", "to", "2026-03-20"))
        .expect(201);
    all.add(paused);
    all.add(family.subscription("2026-02-17", 5_000));
    String ending = family.subscription("2026-01-24", 12_000);
    family
        .rest()
        .put(
            "/v1/subscriptions/" + ending + "/cancellation",
            Map.of("when", "ON_DATE", "date", "2026-05-05"))
        .good();
    all.add(ending);
    return all;
  }

  /** All that REST tells of subscriptions, but who they are and how often they were changed. */
  private static List<String> told(Family family, List<String> subscriptions) {
    List<String> told = new ArrayList<>();
    for (String id : subscriptions) {
      ObjectNode state = (ObjectNode) family.story().subscription(id).json();
      state.remove(
          List.of("id", "customerId", "planId", "version", "workflowId", "createdAt", "pauses"));
      told.add(state.toString());
      JsonNode timeline =
          family.rest().get("/v1/subscriptions/" + id + "/timeline").expect(200).json();
      timeline
          .get("segments")
          .forEach(
              segment ->
                  told.add(
                      segment.get("kind").asString()
                          + " "
                          + Told.period(segment)
                          + " "
                          + segment.get("nominalPeriod")
                          + " "
                          + segment.get("amount")
                          + " "
                          + segment.get("status")));
    }
    return told;
  }
}
