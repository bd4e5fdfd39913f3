package dev.takt.api.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.Rhythm;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.group.Group;
import dev.takt.workflows.group.GroupAcceptance;
import dev.takt.workflows.group.GroupCommand;
import dev.takt.workflows.group.GroupIdentity;
import dev.takt.workflows.group.GroupRequest;
import dev.takt.workflows.group.GroupVerdict;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import dev.takt.workflows.timeline.Transition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** One sees three subscriptions come into step, and a screen reader reads that they do. */
class GroupPictureTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 1);
  private static final LocalDate UNTIL = LocalDate.of(2026, 6, 15);
  private static final BillingSchedule HOURS =
      new BillingSchedule(ZoneOffset.UTC, LocalTime.MIDNIGHT);
  private static final String NASTY = "News <b> & \"more\" ]]>";

  /** 200.00, 100.00 and 300.00 a month, from the 5th, the 12th and the 20th of January. */
  private static final List<Subscription> ALONE =
      List.of(
          member("a", 5, 20_000, NASTY),
          member("b", 12, 10_000, "B"),
          member("c", 20, 30_000, "C"));

  private static Subscription member(String id, int day, long price, String name) {
    return Subscription.signedUp(
            new Identity("mer_1", false, "sub_" + id, "cus_1", null),
            HOURS,
            "DKK",
            new CollectionMethod(CollectionMethod.Means.CARD, 0, null),
            new Terms(
                LocalDate.of(2026, 1, day),
                RhythmUnit.MONTH,
                1,
                null,
                BillingTiming.IN_ADVANCE,
                0,
                new Price("pln_1", name, price, 1, "25", true)),
            null,
            null,
            null)
        .recorded(LocalDate.of(2026, 1, day));
  }

  private static GroupVerdict.Accepted formed() {
    var group =
        Group.formed(
            new GroupIdentity("mer_1", false, "grp_1", "cus_1", null),
            HOURS,
            "DKK",
            Rhythm.anchoredAt(RhythmUnit.MONTH, 1, LocalDate.of(2026, 3, 1)),
            TODAY);
    List<String> ids = ALONE.stream().map(one -> one.identity().subscriptionId()).toList();
    return ask(group, List.of(), ALONE, new GroupRequest.Join(ids, Transition.ON_NEXT_DATE));
  }

  private static GroupVerdict.Accepted ask(
      Group group, List<Subscription> members, List<Subscription> others, GroupRequest request) {
    var command = new GroupCommand(request.toString(), "test", null, null, request);
    var verdict =
        new GroupAcceptance(group, members, others, HOURS.midnightOf(TODAY)).decide(command);
    assertThat(verdict).isInstanceOf(GroupVerdict.Accepted.class);
    return (GroupVerdict.Accepted) verdict;
  }

  private static List<Subscription> members(GroupVerdict.Accepted verdict) {
    return verdict.members().stream().map(GroupVerdict.MemberChange::after).toList();
  }

  private static Document picture(Group group, List<Subscription> members, int width)
      throws Exception {
    String svg = GroupPicture.of(group, members, TODAY, UNTIL, width);
    assertThat(svg)
        .contains("prefers-color-scheme:dark")
        .doesNotContain("<script", "href", "http://www.w3.org/1999", "@import", "<b>");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static Document picture(int width) throws Exception {
    return picture(formed().after(), members(formed()), width);
  }

  private static List<Element> all(Document document, String name, String classes) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (element.getAttribute("class").startsWith(classes)) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  /** The bars that begin on a day, as their titles say, from the top. */
  private static List<Element> beginning(Document picture, String day) {
    return all(picture, "rect", "active").stream()
        .filter(bar -> bar.getTextContent().startsWith(day))
        .toList();
  }

  @Test
  void theWholeStoryIsThereInWords() throws Exception {
    Document picture = picture(720);
    assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(all(picture, "title", "").getFirst().getTextContent())
        .isEqualTo("A group of 3 subscriptions");
    assertThat(all(picture, "desc", "").getFirst().getTextContent())
        .startsWith("Next joint invoice on 1 March 2026.")
        .contains(
            NASTY + ": 5 January 2026: service starts · 200.00 DKK to come, up to 4 February 2026.",
            "5 February 2026: goes on · 171.43 DKK to come, up to 28 February 2026.",
            "B: 12 January 2026",
            "12 February 2026: goes on · 60.71 DKK to come, up to 28 February 2026.",
            "C: 20 January 2026",
            "20 February 2026: goes on · 96.43 DKK to come, up to 28 February 2026.",
            "1 March 2026: new period · 300.00 DKK to come, up to 31 March 2026.")
        .endsWith("Today is 1 February 2026.");
  }

  @Test
  void theMembersStandUnderOneAnotherAndComeIntoStep() throws Exception {
    Document picture = picture(720);
    List<Element> tracks = all(picture, "rect", "track");
    assertThat(tracks).hasSize(3);
    List<Integer> rows = tracks.stream().map(track -> number(track, "y")).toList();
    assertThat(rows).isSorted().doesNotHaveDuplicates();
    assertThat(rows.get(1) - rows.get(0)).isEqualTo(rows.get(2) - rows.get(1));

    // Out of step before: three short periods that begin on three days, and end together.
    List<Element> transitional =
        List.of("5 February", "12 February", "20 February").stream()
            .flatMap(day -> beginning(picture, day).stream())
            .toList();
    assertThat(transitional).extracting(bar -> number(bar, "y")).isEqualTo(rows);
    assertThat(transitional).extracting(bar -> number(bar, "x")).isSorted().doesNotHaveDuplicates();
    Element date = all(picture, "line", "groupdate").getFirst();
    assertThat(date.getTextContent()).isEqualTo("Joint invoice, 1 March 2026");
    int first = number(date, "x1");
    assertThat(transitional).allMatch(bar -> number(bar, "x") + number(bar, "width") + 1 == first);
    // In step from then on.
    for (String day : List.of("1 March", "1 April", "1 May", "1 June")) {
      List<Element> bars = beginning(picture, day);
      assertThat(bars).as(day).extracting(bar -> number(bar, "y")).isEqualTo(rows);
      assertThat(bars.stream().map(bar -> number(bar, "x")).distinct()).as(day).hasSize(1);
    }
    // A line goes through all of them on each of the group's dates.
    assertThat(all(picture, "line", "groupdate"))
        .hasSize(4)
        .allMatch(line -> number(line, "y1") < rows.getFirst())
        .allMatch(line -> number(line, "y2") > rows.getLast())
        .extracting(line -> number(line, "x1"))
        .isEqualTo(
            List.of("1 March", "1 April", "1 May", "1 June").stream()
                .map(day -> number(beginning(picture, day).getFirst(), "x"))
                .toList());
  }

  @Test
  void whatPeopleHaveWrittenIsText() throws Exception {
    assertThat(all(picture(720), "text", "label"))
        .extracting(Element::getTextContent)
        .contains(NASTY, "B", "C");
  }

  @Test
  void aDissolvedGroupHasNoDatesMore() throws Exception {
    var formed = formed();
    var over =
        ask(
            formed.after(),
            members(formed),
            List.of(),
            new GroupRequest.Dissolve(GroupRequest.RhythmThen.RESTORE));
    Document picture = picture(over.after(), List.of(), 720);
    assertThat(all(picture, "desc", "").getFirst().getTextContent())
        .startsWith("Dissolved on 1 February 2026.");
    assertThat(all(picture, "line", "groupdate")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {280, 360, 720, 1200, 2400})
  void nothingSticksOut(int width) throws Exception {
    Document picture = picture(width);
    int height = number(picture.getDocumentElement(), "height");
    for (Element text : all(picture, "text", "")) {
      assertThat(number(text, "y")).isBetween(0, height);
      assertThat(number(text, "x")).isBetween(0, width - 20);
    }
    for (Element bar : all(picture, "rect", "")) {
      if (!bar.getAttribute("x").isEmpty()) {
        assertThat(number(bar, "x") + number(bar, "width")).isLessThanOrEqualTo(width);
        assertThat(number(bar, "y") + number(bar, "height")).isLessThanOrEqualTo(height);
      }
    }
    for (Element line : all(picture, "line", "")) {
      assertThat(number(line, "x1")).isBetween(0, width);
      assertThat(number(line, "y2")).isLessThanOrEqualTo(height);
    }
  }
}
