package dev.takt.worker.groups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.groups.GroupActivities;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.OneTakt;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Subscription;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A change is in the books, and the worker died before the group had heard of it and told its
 * members: what is ticked looks into the books.
 */
class StaleGroupStateIT {

  @Test
  void aMemberThatLeftIsBilledOnItsOwnDates() {
    Family heard = Family.with("2026-02-20", "tok_ok");
    Family unheard = Family.with("2026-02-20", "tok_ok");
    Group of = group(heard);
    Group other = group(unheard);

    heard.leave(of.id(), of.second(), "").good();
    leaveUnheard(unheard, other, "unheard");
    heard.story().on("2026-07-10");
    unheard.story().on("2026-07-10");

    assertThat(unheard.bills()).hasSizeGreaterThan(8).isEqualTo(heard.bills());
  }

  /**
   * In the books it is done; whoever asks again has the group and its members told all the same.
   */
  @Test
  void theyHearItWhenItIsAskedAgain() {
    Family family = Family.with("2026-02-20", "tok_ok");
    Group group = group(family);
    String path = "/v1/groups/" + group.id() + "/members/" + group.second();
    leaveUnheard(family, group, requestId("leave", "DELETE", path));
    assertThat(known(family, group.second()).groupId()).isEqualTo(group.id());

    family.rest().send("DELETE", path, null, "Idempotency-Key", "leave").expect(200);

    String version =
        family.story().subscription(group.second()).headers().firstValue("ETag").orElseThrow();
    assertThat("\"" + known(family, group.second()).version() + "\"").isEqualTo(version);
    family.story().on("2026-07-10");
    assertThat(family.bills()).hasSizeGreaterThan(8);
    Books.of(family.rest()).mustAgreeSoFar();
  }

  /** What a request without a body is known by; if it is another, the repeat is refused. */
  private static String requestId(String key, String method, String path) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((method + "\n" + path + "\n\n\n").getBytes(UTF_8));
      return key + "/" + HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** By nobody but the books. */
  private static void leaveUnheard(Family family, Group group, String requestId) {
    var request = new GroupRequest.Leave(group.second(), GroupRequest.RhythmThen.RESTORE);
    GroupStore.Answer answer =
        OneTakt.bean(GroupActivities.class)
            .record(
                new GroupIdentity(
                    family.story().merchant().id(),
                    false,
                    group.id(),
                    family.customer(),
                    family.story().clock()),
                new GroupCommand(requestId, "test", null, null, request),
                Instant.parse(family.story().noon("2026-05-02")));
    assertThat(answer).isInstanceOf(GroupStore.Recorded.class);
  }

  /** What a subscription's workflow knows of it. */
  private static Subscription known(Family family, String id) {
    var identity =
        new Identity(
            family.story().merchant().id(), false, id, family.customer(), family.story().clock());
    return OneTakt.workflows()
        .newUntypedWorkflowStub(identity.workflowId())
        .query("state", Subscription.class);
  }

  private record Group(String id, String second) {}

  private static Group group(Family family) {
    String first = family.subscription("2026-03-01", 20_000);
    String second = family.subscription("2026-03-03", 10_000);
    family.story().on("2026-03-20");
    String group = family.formed("2026-03-01", List.of(first, second));
    family.story().on("2026-05-02");
    return new Group(group, second);
  }
}
