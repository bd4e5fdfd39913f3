package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupAcceptance;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupPreview;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.group.GroupVerdict;
import dev.takt.workflows.subscription.Preview;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BillLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In the middle of a random world something is asked of a group; what its preview says of the
 * invoices to come is what then really happens, line by line and øre by øre.
 */
class GroupedPreviewsTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 1);
  private static final int WORLDS = 30;
  private static final int MOST_DRAWS = 4;
  private static int jointInvoices;
  private static int memberInvoices;

  private @Nullable LocalDate last;

  static List<Long> seeds() {
    Long only = Long.getLong("takt.seed");
    return only == null
        ? new Random(20260701).longs(WORLDS, 0, 1_000_000_000).boxed().toList()
        : List.of(only);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasPreviewedIsWhatHappens(long seed) {
    var random = new Random(seed);
    var world = new GroupedWorld(random.nextInt(4) == 0 ? "tok_stolen_card" : "tok_ok");
    try {
      var requests = new GroupedRequests(random, world);
      for (int i = 0; i < 5; i++) {
        requests.signUp(START);
      }
      LocalDate today = START;
      while (today.isBefore(START.plusDays(120)) || world.living().isEmpty()) {
        today = today.plusDays(1 + random.nextInt(9));
        world.until(today);
        requests.ask(today);
      }
      comesTrue(world, requests, today);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + "\n" + String.join("\n", world.log), failure);
    }
  }

  /** What a member's own preview says, with all that is on the joint invoices that it is on. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasPreviewedOfAMemberIsWhatHappens(long seed) {
    var random = new Random(seed);
    var world = new GroupedWorld("tok_ok");
    try {
      var requests = new GroupedRequests(random, world);
      for (int i = 0; i < 3; i++) {
        requests.signUp(START);
      }
      LocalDate today = START;
      while (today.isBefore(START.plusDays(90))) {
        today = today.plusDays(1 + random.nextInt(9));
        world.until(today);
        requests.ask(today);
      }
      for (GroupLife group : world.living()) {
        memberComesTrue(world, group, today);
      }
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed + "\n" + String.join("\n", world.log), failure);
    }
  }

  private static void memberComesTrue(GroupedWorld world, GroupLife group, LocalDate today) {
    List<Subscription> members =
        world.alive().stream()
            .map(life -> world.world.books.load(life.state.identity()).subscription())
            .filter(state -> group.id().equals(state.groupId()))
            .toList();
    if (members.isEmpty() || today.equals(group.state.billedOn())) {
      return;
    }
    Subscription member = members.getFirst();
    List<Preview.PlannedInvoice> planned =
        Preview.of(member, members.subList(1, members.size()), today, world.money(members), 3)
            .invoices();
    if (planned.isEmpty()) {
      return;
    }
    long known =
        world.world.number("select coalesce(max(number), 0) from invoice where tenant = :tenant");
    LocalDate last = planned.getLast().issueDate();
    world.until(last);
    memberInvoices += planned.size();
    String id = member.identity().subscriptionId();
    assertThat(
            world.world.texts(
                """
                select i.issue_date || ' ' || l.subscription_id || ' ' || l.kind || ' '
                  || l.service_from || '/' || l.service_to || ' ' || l.amount
                from invoice i join invoice_line l on l.invoice_id = i.id
                where i.tenant = :tenant and l.nominal_start is not null and i.number > %s
                  and i.issue_date <= '%s' and exists (select 1 from invoice_line o
                    where o.invoice_id = i.id and o.subscription_id = '%s')
                """
                    .formatted(known, last, id)))
        .as("of %s from %s on", id, today)
        .containsExactlyInAnyOrderElementsOf(
            planned.stream()
                .flatMap(
                    invoice ->
                        invoice.parts().stream()
                            .flatMap(
                                part ->
                                    part.bill().lines().stream()
                                        .map(line -> told(invoice.issueDate(), part, line))))
                .toList());
  }

  private void comesTrue(GroupedWorld world, GroupedRequests requests, LocalDate today) {
    GroupLife group = fullest(world);
    GroupRequest request = requests.ofGroup(group);
    Map<String, List<String>> previewed = preview(world, group, request, today);
    for (int draws = 1; previewed.isEmpty() && draws < MOST_DRAWS; draws++) {
      request = requests.ofGroup(group);
      previewed = preview(world, group, request, today);
    }
    Instant from = GroupedWorld.startOf(today);
    long known =
        world.world.number("select coalesce(max(number), 0) from invoice where tenant = :tenant");
    boolean refused = requests.carryOut(today, group, request) != null;
    assertThat(refused).isEqualTo(previewed.isEmpty() && last == null);
    if (last != null) {
      world.until(last);
      assertThat(actual(world, known, previewed)).as("from " + from).isEqualTo(previewed);
    }
  }

  /** The group with the most members: it has most to bill. */
  private static GroupLife fullest(GroupedWorld world) {
    return world.living().stream()
        .max(Comparator.comparingLong(group -> members(world, group)))
        .orElseThrow();
  }

  private static long members(GroupedWorld world, GroupLife group) {
    return world.alive().stream().filter(life -> group.id().equals(life.state.groupId())).count();
  }

  /** By whom is invoiced: the group, or a subscription alone. */
  private Map<String, List<String>> preview(
      GroupedWorld world, GroupLife group, GroupRequest request, LocalDate today) {
    List<Subscription> all =
        world.lives.stream()
            .map(life -> world.world.books.load(life.state.identity()).subscription())
            .toList();
    List<Subscription> members =
        all.stream()
            .filter(state -> group.id().equals(state.groupId()))
            .filter(state -> state.progress().endedOn() == null)
            .toList();
    var command = new GroupCommand("preview", "key_1", null, null, request);
    var verdict =
        new GroupAcceptance(group.state, members, all, GroupedWorld.startOf(today)).decide(command);
    if (!(verdict instanceof GroupVerdict.Accepted(Group after, var changes))) {
      return Map.of();
    }
    var states = new LinkedHashMap<String, Subscription>();
    members.forEach(member -> states.put(member.identity().subscriptionId(), member));
    changes.forEach(
        change -> states.put(change.after().identity().subscriptionId(), change.after()));
    var preview =
        GroupPreview.of(after, List.copyOf(states.values()), today, world.money(states.values()));
    var told = new LinkedHashMap<String, List<String>>();
    states.keySet().forEach(id -> told.put(id, new ArrayList<>()));
    told.put(group.id(), new ArrayList<>());
    last = today;
    for (GroupPreview.PlannedInvoice invoice : preview.invoices()) {
      String by =
          invoice.joint()
              ? group.id()
              : invoice.parts().getFirst().subscription().identity().subscriptionId();
      told.computeIfAbsent(by, id -> new ArrayList<>()).addAll(lines(invoice));
      last = invoice.issueDate().isAfter(last) ? invoice.issueDate() : last;
      jointInvoices += invoice.joint() ? 1 : 0;
    }
    return told;
  }

  private static List<String> lines(GroupPreview.PlannedInvoice invoice) {
    return invoice.parts().stream()
        .flatMap(
            part -> part.bill().lines().stream().map(line -> told(invoice.issueDate(), part, line)))
        .sorted()
        .toList();
  }

  private static String told(LocalDate issueDate, Preview.Part part, BillLine line) {
    return issueDate
        + " "
        + part.subscription().identity().subscriptionId()
        + " "
        + line.kind()
        + " "
        + line.servicePeriod().from()
        + "/"
        + line.servicePeriod().to()
        + " "
        + line.amount();
  }

  /** Of each as many lines as the preview goes. */
  private static Map<String, List<String>> actual(
      GroupedWorld world, long known, Map<String, List<String>> previewed) {
    var actual = new LinkedHashMap<String, List<String>>();
    previewed.forEach(
        (by, lines) ->
            actual.put(
                by,
                world
                    .world
                    .texts(
                        """
                        select i.issue_date || ' ' || l.subscription_id || ' ' || l.kind || ' '
                          || l.service_from || '/' || l.service_to || ' ' || l.amount
                        from invoice i join invoice_line l on l.invoice_id = i.id
                        where i.tenant = :tenant and l.nominal_start is not null
                          and coalesce(i.group_id, i.subscription_id) = '%s' and i.number > %s
                        order by i.issue_date, 1
                        """
                            .formatted(by, known))
                    .stream()
                    .limit(lines.size())
                    .toList()));
    return actual;
  }

  @AfterAll
  static void thereWereInvoices() {
    assertThat(jointInvoices).as("joint invoices").isGreaterThan(WORLDS);
    assertThat(memberInvoices).as("members' invoices").isGreaterThan(WORLDS / 2);
  }
}
