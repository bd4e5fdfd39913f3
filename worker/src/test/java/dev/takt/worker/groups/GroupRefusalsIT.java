package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who does not fit together is told why, and nobody is left half joined. */
class GroupRefusalsIT {
  private final Family family = Family.from("2026-02-01");
  private final String fits = family.subscription("2026-02-10", 10_000);

  @BeforeEach
  void pass() {
    family.story().on("2026-02-11");
  }

  @Test
  void aMemberKeepsInStep() {
    String group = family.formed("2026-03-01", List.of(fits));
    String path = "/v1/subscriptions/" + fits;

    family
        .rest()
        .post(path + "/pauses", Map.of("from", "2026-03-01", "afterPause", "RESTART"))
        .problem(422, "group_keeps_dates");
    String weekly = family.story().plan(Map.of("unit", "WEEK"));
    family
        .rest()
        .post(path + "/changes", Map.of("planId", weekly, "when", "NEXT_PERIOD"))
        .problem(422, "group_keeps_interval");
    family.form("2026-03-01", List.of(fits), Map.of()).problem(409, "already_in_group");
    family.join(group, fits, Map.of()).problem(409, "already_in_group");
    family.leave(group, "sub_none", "").problem(404, "not_a_member");
    family
        .rest()
        .send("DELETE", "/v1/groups/" + group, null, "If-Match", "\"9\"")
        .problem(412, "version_conflict");
    assertThat(family.group(group).json().get("version").asLong()).isEqualTo(1);
  }

  @Test
  void aMemberHasTheGroupsDatesAndNoAnchorDayOfItsOwn() {
    String group = family.formed("2026-03-01", List.of(fits));
    Answer refused =
        family
            .rest()
            .post(
                "/v1/subscriptions",
                Map.of(
                    "customerId",
                    family.customer(),
                    "planId",
                    family.story().monthly(),
                    "startDate",
                    "2026-03-01",
                    "groupId",
                    group,
                    "anchorDay",
                    15))
            .problem(422, "invalid");
    assertThat(refused.pointers()).containsExactly("/anchorDay");
  }

  @Test
  void aPreviewChangesNothingAndComesTrue() {
    String other = family.subscription("2026-02-05", 20_000);
    JsonNode preview =
        family
            .form("/v1/groups?preview=true", "2026-04-01", List.of(fits, other), Map.of())
            .expect(200)
            .json();
    assertThat(family.rest().all("/v1/groups")).isEmpty();
    assertThat(preview.get("timeline")).hasSize(2);

    family.formed("2026-04-01", List.of(fits, other));
    family.story().on("2026-06-02");

    List<JsonNode> invoices = family.rest().all("/v1/invoices?issuedFrom=2026-03-01");
    assertThat(preview.get("nextInvoices")).hasSameSizeAs(invoices);
    for (int i = 0; i < invoices.size(); i++) {
      assertThat(preview.get("nextInvoices").get(i).get("total"))
          .isEqualTo(invoices.get(i).get("total"));
      assertThat(preview.get("nextInvoices").get(i).get("lines"))
          .hasSameSizeAs(invoices.get(i).get("lines"));
    }
    JsonNode first = preview.get("members").get(0);
    assertThat(first.get("from").asString()).isEqualTo("2026-03-10");
    // 22 of March's 31 days at 100.00.
    assertThat(first.get("transitionalAmount").asLong()).isEqualTo(7_097);
  }
}
