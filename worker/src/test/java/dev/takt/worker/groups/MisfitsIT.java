package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything by which a subscription may not fit into a group: asked in whichever way, previewed or
 * in earnest, the answer names the reason and the field, and afterwards all is as it was before.
 */
class MisfitsIT {
  private static final Map<String, ?> BY_INVOICE =
      Map.of("collection", "INVOICE", "paymentTermsDays", 14);

  /**
   * @param is what is wrong with it
   * @param with what the others of the group are signed up with
   */
  record Misfit(
      String is, Map<String, ?> with, int status, String code, Function<Family, String> made) {
    static Misfit of(String is, String code, Function<Family, String> made) {
      return new Misfit(is, Map.of(), 422, code, made);
    }

    @Override
    public String toString() {
      return is;
    }
  }

  static Stream<Misfit> misfits() {
    return Stream.of(
        Misfit.of("weekly", "interval_differs", one(Map.of("unit", "WEEK"))),
        Misfit.of("every 30 days", "interval_differs", one(Map.of("unit", "DAY", "count", 30))),
        Misfit.of("to be weekly soon", "interval_differs", MisfitsIT::toBeWeekly),
        Misfit.of("in another currency", "currency_differs", one(Map.of("currency", "EUR"))),
        Misfit.of("paid by invoice", "collection_differs", signedUp(BY_INVOICE)),
        new Misfit("paid by card", BY_INVOICE, 422, "collection_differs", signedUp(Map.of())),
        new Misfit(
            "paid by invoice on other terms",
            BY_INVOICE,
            422,
            "collection_differs",
            signedUp(Map.of("collection", "INVOICE", "paymentTermsDays", 30))),
        Misfit.of("charged to a card of its own", "payment_method_differs", MisfitsIT::ownCard),
        Misfit.of("another customer's", "other_customer", MisfitsIT::ofAnother),
        Misfit.of("on another test clock", "other_customer", MisfitsIT::onAnotherClock),
        Misfit.of("another merchant's", "invalid", family -> foreign()),
        Misfit.of("of the merchant's live data", "invalid", MisfitsIT::live),
        Misfit.of("not there at all", "invalid", family -> "sub_none"),
        Misfit.of("to be paused and extended", "pause_moves_dates", paused("EXTEND")),
        Misfit.of("to be paused and restarted", "pause_moves_dates", paused("RESTART")),
        new Misfit("ended", Map.of(), 409, "subscription_ended", MisfitsIT::ended),
        new Misfit("in a group", Map.of(), 409, "already_in_group", MisfitsIT::grouped));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void isToldWhyAndNobodyIsHalfJoined(Misfit misfit) {
    var family = Family.from("2026-02-01");
    String fits = signedUp(misfit.with()).apply(family);
    String group = family.formed("2026-03-01", List.of(signedUp(misfit.with()).apply(family)));
    String other = misfit.made().apply(family);
    List<String> before = family.everything();

    for (String preview : List.of("", "?preview=true")) {
      refused(
          misfit,
          "/members/1",
          family.form("/v1/groups" + preview, "2026-03-01", List.of(fits, other), Map.of()));
      refused(
          misfit,
          "/subscriptionId",
          family
              .rest()
              .post("/v1/groups/" + group + "/members" + preview, Map.of("subscriptionId", other)));
    }

    assertThat(family.everything()).isEqualTo(before);
  }

  private static void refused(Misfit misfit, String pointer, Answer answer) {
    answer.problem(misfit.status(), misfit.code());
    assertThat(answer.pointers()).containsExactly(pointer);
  }

  /**
   * @param plan of the newcomer
   * @param request what its sign-up is different in
   */
  record Newcomer(
      String is,
      int status,
      String code,
      String pointer,
      Map<String, ?> plan,
      Map<String, ?> request) {
    @Override
    public String toString() {
      return is;
    }
  }

  static Stream<Newcomer> newcomers() {
    return Stream.of(
        new Newcomer(
            "weekly", 422, "interval_differs", "/groupId", Map.of("unit", "WEEK"), Map.of()),
        new Newcomer(
            "in another currency",
            422,
            "currency_differs",
            "/groupId",
            Map.of("currency", "EUR"),
            Map.of()),
        new Newcomer(
            "paid by invoice", 422, "collection_differs", "/groupId", Map.of(), BY_INVOICE),
        new Newcomer(
            "of no such group", 422, "invalid", "/groupId", Map.of(), Map.of("groupId", "grp_x")));
  }

  @ParameterizedTest
  @MethodSource("newcomers")
  void whoDoesNotFitIsNotSignedUpIntoIt(Newcomer newcomer) {
    var family = Family.from("2026-02-01");
    String group = family.formed("2026-03-01", List.of(family.subscription("2026-02-10", 10_000)));
    String plan = family.story().plan(newcomer.plan());
    List<String> before = family.everything();
    Map<String, Object> request =
        new java.util.HashMap<>(
            Map.of(
                "customerId",
                family.customer(),
                "planId",
                plan,
                "startDate",
                "2026-02-11",
                "groupId",
                group));
    request.putAll(newcomer.request());

    Answer answer = family.rest().post("/v1/subscriptions", request);

    answer.problem(newcomer.status(), newcomer.code());
    assertThat(answer.pointers()).containsExactly(newcomer.pointer());
    assertThat(family.everything()).isEqualTo(before);
  }

  private static Function<Family, String> one(Map<String, ?> plan) {
    return family -> family.subscription("2026-02-10", 1_000, plan);
  }

  private static Function<Family, String> signedUp(Map<String, ?> particulars) {
    return family ->
        family
            .story()
            .subscribe(family.customer(), family.story().monthly(), "2026-02-10", particulars);
  }

  private static String toBeWeekly(Family family) {
    String subscription = family.subscription("2026-02-10", 1_000);
    String weekly = family.story().plan(Map.of("unit", "WEEK"));
    family
        .rest()
        .post(
            "/v1/subscriptions/" + subscription + "/changes",
            Map.of("planId", weekly, "when", "ON_DATE", "date", "2026-03-20"))
        .good();
    return subscription;
  }

  private static String ownCard(Family family) {
    String card = family.story().card(family.customer(), "tok_ok");
    return signedUp(Map.of("paymentMethodId", card)).apply(family);
  }

  private static String ofAnother(Family family) {
    var story = family.story();
    return story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-02-10");
  }

  private static String onAnotherClock(Family family) {
    var story = Story.from("2026-02-01", family.story().merchant());
    return story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-02-10");
  }

  private static String foreign() {
    var story = Story.from("2026-02-01", TestMerchant.open());
    return story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-02-10");
  }

  /** There is no card for live keys here: it is paid by invoice. */
  private static String live(Family family) {
    var live = family.story().merchant().live();
    Map<String, ?> address =
        Map.of("line1", "Havnegade 2", "postalCode", "5000", "city", "Odense C", "country", "DK");
    live.patch("/v1/merchant", Map.of("companyNumber", "34593833", "address", address)).expect(200);
    String customer =
        live.post("/v1/customers", Map.of("name", "Karen", "email", "k@example.com"))
            .expect(201)
            .id();
    Map<String, ?> monthly =
        Map.of("code", "live", "name", "Avisen", "unit", "MONTH", "price", 100, "currency", "DKK");
    String plan = live.post("/v1/plans", monthly).expect(201).id();
    return live.post(
            "/v1/subscriptions",
            Map.of(
                "customerId",
                customer,
                "planId",
                plan,
                "startDate",
                "2190-01-01",
                "collection",
                "INVOICE"))
        .expect(201)
        .id();
  }

  private static Function<Family, String> paused(String afterPause) {
    return family -> {
      String subscription = family.subscription("2026-02-10", 1_000);
      family
          .rest()
          .post(
              "/v1/subscriptions/" + subscription + "/pauses",
              Map.of("from", "2026-03-01", "to", "2026-03-05", "afterPause", afterPause))
          .expect(201);
      return subscription;
    };
  }

  private static String ended(Family family) {
    String subscription = family.subscription("2026-02-01", 1_000);
    family
        .rest()
        .put("/v1/subscriptions/" + subscription + "/cancellation", Map.of("when", "IMMEDIATELY"))
        .good();
    return subscription;
  }

  private static String grouped(Family family) {
    String subscription = family.subscription("2026-02-10", 1_000);
    family.formed("2026-03-01", List.of(subscription));
    return subscription;
  }
}
