package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Books;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worked example of the semantics, section 7: 200.00, 100.00 and 300.00 a month. */
class WorkedExampleIT {
  private static final String TOGETHER_FROM_APRIL =
      "2026-04-01 600.00 PAID: SERVICE [2026-04-01, 2026-05-01) 200.00;"
          + " SERVICE [2026-04-01, 2026-05-01) 100.00; SERVICE [2026-04-01, 2026-05-01) 300.00";
  private static final String TOGETHER_FROM_MAY =
      "2026-05-01 600.00 PAID: SERVICE [2026-05-01, 2026-06-01) 200.00;"
          + " SERVICE [2026-05-01, 2026-06-01) 100.00; SERVICE [2026-05-01, 2026-06-01) 300.00";

  private final Family family = Family.from("2026-01-01");
  private final String a = family.subscription("2026-01-05", 20_000);
  private final String b = family.subscription("2026-01-12", 10_000);
  private final String c = family.subscription("2026-01-20", 30_000);

  @Test
  void onTheNextJointInvoiceAndDissolvedWithTheirOldDates() {
    family.story().on("2026-02-01");
    String group = family.formed("2026-03-01", List.of(a, b, c));

    family.story().on("2026-05-10");
    assertThat(family.billsFrom("2026-02-01"))
        .containsExactly(
            "2026-03-01 928.57 PAID: SERVICE [2026-02-05, 2026-03-01) 171.43;"
                + " SERVICE [2026-03-01, 2026-04-01) 200.00;"
                + " SERVICE [2026-02-12, 2026-03-01) 60.71;"
                + " SERVICE [2026-03-01, 2026-04-01) 100.00;"
                + " SERVICE [2026-02-20, 2026-03-01) 96.43;"
                + " SERVICE [2026-03-01, 2026-04-01) 300.00",
            TOGETHER_FROM_APRIL,
            TOGETHER_FROM_MAY);
    assertThat(family.charges())
        .endsWith("CAPTURED 928.57", "CAPTURED 600.00", "CAPTURED 600.00")
        .hasSize(6);
    Books.of(family.rest()).mustAgreeSoFar();

    family.dissolve(group, "?rhythm=RESTORE").expect(200);
    family.story().on("2026-06-25");
    assertThat(family.billsFrom("2026-06-01"))
        .containsExactlyInAnyOrder(
            "2026-06-01 25.81 PAID: SERVICE [2026-06-01, 2026-06-05) 25.81",
            "2026-06-01 35.48 PAID: SERVICE [2026-06-01, 2026-06-12) 35.48",
            "2026-06-01 183.87 PAID: SERVICE [2026-06-01, 2026-06-20) 183.87",
            "2026-06-05 200.00 PAID: SERVICE [2026-06-05, 2026-07-05) 200.00",
            "2026-06-12 100.00 PAID: SERVICE [2026-06-12, 2026-07-12) 100.00",
            "2026-06-20 300.00 PAID: SERVICE [2026-06-20, 2026-07-20) 300.00");
    Books.of(family.rest()).mustAgree();
  }

  @Test
  void atOnceWhenItStartsAndDissolvedKeepingTheRhythm() {
    family.story().on("2026-02-01");
    String group =
        family
            .form("2026-03-01", List.of(a, b, c), Map.of("transition", "AT_START"))
            .expect(201)
            .id();

    family.story().on("2026-05-10");
    assertThat(family.billsFrom("2026-02-01"))
        .containsExactly(
            "2026-02-05 171.43 PAID: SERVICE [2026-02-05, 2026-03-01) 171.43",
            "2026-02-12 60.71 PAID: SERVICE [2026-02-12, 2026-03-01) 60.71",
            "2026-02-20 96.43 PAID: SERVICE [2026-02-20, 2026-03-01) 96.43",
            "2026-03-01 600.00 PAID: SERVICE [2026-03-01, 2026-04-01) 200.00;"
                + " SERVICE [2026-03-01, 2026-04-01) 100.00;"
                + " SERVICE [2026-03-01, 2026-04-01) 300.00",
            TOGETHER_FROM_APRIL,
            TOGETHER_FROM_MAY);

    family.dissolve(group, "?rhythm=KEEP").expect(200);
    family.story().on("2026-06-02");
    assertThat(family.billsFrom("2026-06-01"))
        .containsExactlyInAnyOrder(
            "2026-06-01 200.00 PAID: SERVICE [2026-06-01, 2026-07-01) 200.00",
            "2026-06-01 100.00 PAID: SERVICE [2026-06-01, 2026-07-01) 100.00",
            "2026-06-01 300.00 PAID: SERVICE [2026-06-01, 2026-07-01) 300.00");
    Books.of(family.rest()).mustAgree();
  }

  @Test
  void aJoiningThatWasNotBilledIsUndoneAsIfItNeverWas() {
    family.story().on("2026-02-01");
    String group = family.formed("2026-03-01", List.of(a, b, c));
    family.story().on("2026-02-15");

    family.dissolve(group, "").expect(200);
    family.story().on("2026-03-06");

    assertThat(family.billsFrom("2026-02-01"))
        .containsExactlyInAnyOrder(
            "2026-02-15 200.00 PAID: SERVICE [2026-02-05, 2026-03-05) 200.00",
            "2026-02-15 100.00 PAID: SERVICE [2026-02-12, 2026-03-12) 100.00",
            "2026-02-20 300.00 PAID: SERVICE [2026-02-20, 2026-03-20) 300.00",
            "2026-03-05 200.00 PAID: SERVICE [2026-03-05, 2026-04-05) 200.00");
    Books.of(family.rest()).mustAgree();
  }
}
