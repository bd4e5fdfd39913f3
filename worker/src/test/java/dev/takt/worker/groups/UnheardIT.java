package dev.takt.worker.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.invoicing.BillingGroupBooks;
import dev.takt.worker.stories.OneTakt;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.port.GroupBooks;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A change is in the books, and the worker died before the group had heard of it and told its
 * members: what is ticked looks into the books.
 */
class UnheardIT {

  @Test
  void aMemberThatLeftIsBilledOnItsOwnDates() {
    Family heard = Family.with("2026-02-20", "tok_ok");
    Family unheard = Family.with("2026-02-20", "tok_ok");
    Group of = group(heard);
    Group other = group(unheard);

    heard.leave(of.id(), of.second(), "").good();
    var request = new GroupRequest.Leave(other.second(), GroupRequest.RhythmThen.RESTORE);
    GroupBooks.Answer answer =
        OneTakt.bean(BillingGroupBooks.class)
            .record(
                new GroupIdentity(
                    unheard.story().merchant().id(),
                    false,
                    other.id(),
                    unheard.customer(),
                    unheard.story().clock()),
                new GroupCommand("unheard", "test", null, null, request),
                Instant.parse(unheard.story().noon("2026-05-02")));
    assertThat(answer).isInstanceOf(GroupBooks.Recorded.class);
    heard.story().on("2026-07-10");
    unheard.story().on("2026-07-10");

    assertThat(unheard.bills()).hasSizeGreaterThan(8).isEqualTo(heard.bills());
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
