package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.TestMerchant;
import dev.takt.worker.stories.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A group over time: what was asked of it, what is to come, and how that looks. */
class GroupChronicleIT {

  @Test
  void theHistoryTellsWhatWasAskedOfIt() {
    var family = Family.from("2026-02-01");
    String one = family.subscription("2026-02-05", 20_000);
    String other = family.subscription("2026-02-12", 10_000);
    String group = family.formed("2026-03-01", List.of(one));
    family.join(group, other, Map.of()).expect(201);
    family.join(group, other, Map.of()).problem(409, "already_in_group");
    family.leave(group, one, "").expect(200);
    family.dissolve(group, "").expect(200);

    List<JsonNode> history = family.rest().all("/v1/groups/" + group + "/history");
    assertThat(history.stream().map(entry -> entry.get("action").asString()))
        .containsExactly("formed", "join", "leave", "dissolve");
    String actor = history.getFirst().get("actor").asString();
    assertThat(history.stream().map(entry -> entry.get("summary").asString()))
        .containsExactly(
            actor + ": formed of " + one + ".",
            actor + ": joined by " + other + ".",
            actor + ": left by " + one + ".",
            actor + ": dissolved.");
    String path = "/v1/groups/" + group;
    for (String what : List.of("", "/history", "/timeline")) {
      TestMerchant.open().test().get(path + what).problem(404, "not_found");
    }
  }

  @Test
  void theTimelinesAndThePictureShowThemInStep() {
    var family = Family.from("2026-01-01");
    String one = family.subscription("2026-01-05", 20_000);
    String other = family.subscription("2026-01-12", 10_000);
    family.story().on("2026-02-01");
    String path = "/v1/groups/" + family.formed("2026-03-01", List.of(one, other)) + "/timeline";

    JsonNode timelines = family.rest().get(path + "?until=2026-05-01").expect(200).json();
    assertThat(timelines.valueStream().map(GroupChronicleIT::told))
        .containsExactly(
            one
                + ": [2026-01-05, 2026-02-05) 200.00; [2026-02-05, 2026-03-01) 171.43;"
                + " [2026-03-01, 2026-04-01) 200.00; [2026-04-01, 2026-05-01) 200.00",
            other
                + ": [2026-01-12, 2026-02-12) 100.00; [2026-02-12, 2026-03-01) 60.71;"
                + " [2026-03-01, 2026-04-01) 100.00; [2026-04-01, 2026-05-01) 100.00");

    Answer picture =
        family.rest().send("GET", path + "?width=720", null, "Accept", "image/svg+xml").expect(200);
    assertThat(picture.type()).startsWith("image/svg+xml");
    assertThat(picture.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(picture.body())
        .contains("A group of 2 subscriptions", "Next joint invoice on 1 March 2026", "groupdate");
    family.rest().get(path + "?until=2199-01-01").problem(422, "invalid");
  }

  private static String told(JsonNode member) {
    return member.get("subscriptionId").asString()
        + ": "
        + String.join(
            "; ",
            member
                .get("segments")
                .valueStream()
                .map(
                    segment ->
                        Told.period(segment) + " " + Told.money(segment.get("amount").asLong()))
                .toList());
  }

  /** How it is paid for it learns from its first member, who was signed up into it. */
  @Test
  void theFirstBankInvoiceOfAGroupThatWasFormedEmptyIsPursued() {
    var family = Family.from("2026-02-01");
    String group = family.formed("2026-03-01", List.of());
    family
        .story()
        .subscribe(
            family.customer(),
            family.story().monthly(),
            "2026-03-01",
            Map.of("groupId", group, "collection", "INVOICE", "paymentTermsDays", 14));
    family.story().on("2026-03-02");

    assertThat(family.bills()).singleElement().asString().startsWith("2026-03-01 310.00 OPEN");
    String invoice = family.rest().all("/v1/invoices").getFirst().get("id").asString();
    String workflow = "dunning/" + family.story().merchant().id() + "/" + invoice;
    assertThat(OneTakt.workflows().fetchHistory(workflow).getEvents()).isNotEmpty();
  }
}
