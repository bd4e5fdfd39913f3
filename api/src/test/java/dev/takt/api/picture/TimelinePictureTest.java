package dev.takt.api.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.BillingSchedule;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Command;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.subscription.Verdict;
import dev.takt.workflows.timeline.AfterPause;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.Cancellation;
import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.timeline.Terms;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
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

/** The picture says what the timeline says, to eyes and to screen readers. */
class TimelinePictureTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 5);

  /** 310.00 a month with a trial, a pause from 11 March to 21 April, and the end on 16 June. */
  private static Subscription subscription() {
    Subscription signedUp =
        Subscription.signedUp(
            new Identity("mer_1", false, "sub_1", "cus_1", null),
            new BillingSchedule(ZoneId.of("Europe/Copenhagen"), LocalTime.MIDNIGHT),
            "DKK",
            new CollectionMethod(CollectionMethod.Means.CARD, 0, null),
            new Terms(
                LocalDate.of(2026, 2, 1),
                RhythmUnit.MONTH,
                1,
                null,
                BillingTiming.IN_ADVANCE,
                28,
                new Price("pln_1", "News <b> & \"more\"", 31_000, 1, "25", true)),
            null,
            null,
            null);
    Subscription paused =
        asked(
            signedUp,
            new Request.PlanPause(
                "pau_1",
                LocalDate.of(2026, 3, 11),
                LocalDate.of(2026, 4, 21),
                AfterPause.KEEP_DATES,
                PauseSettlement.BALANCE,
                null));
    return asked(
        paused,
        new Request.Cancel(
            Cancellation.When.ON_DATE,
            LocalDate.of(2026, 6, 16),
            Cancellation.Settlement.REFUND,
            Cancellation.Receivables.CONTINUE_DUNNING,
            null,
            false));
  }

  private static Subscription asked(Subscription subscription, Request request) {
    return asked(subscription, request, TODAY);
  }

  private static Subscription asked(Subscription subscription, Request request, LocalDate today) {
    Command command = new Command(request.toString(), "test", null, null, request);
    Verdict verdict = subscription.accept(command, today.atTime(12, 0).toInstant(ZoneOffset.UTC));
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return verdict instanceof Verdict.Accepted(var after) ? after : subscription;
  }

  /** Two debts withhold service from 10 and 20 March; one is paid on 15 April, one on 6 May. */
  private static Subscription suspended(String name) {
    Subscription active =
        Subscription.signedUp(
            new Identity("mer_1", false, "sub_1", "cus_1", null),
            new BillingSchedule(ZoneId.of("Europe/Copenhagen"), LocalTime.MIDNIGHT),
            "DKK",
            new CollectionMethod(CollectionMethod.Means.CARD, 0, null),
            new Terms(
                LocalDate.of(2026, 2, 1),
                RhythmUnit.MONTH,
                1,
                null,
                BillingTiming.IN_ADVANCE,
                0,
                new Price("pln_1", name, 31_000, 1, "25", true)),
            null,
            null,
            null);
    Subscription once = asked(active, new Request.Suspend("inv_1"), LocalDate.of(2026, 3, 10));
    return asked(once, new Request.Suspend("inv_2"), LocalDate.of(2026, 3, 20));
  }

  private static Document picture(int width) throws Exception {
    return picture(subscription(), TODAY, width);
  }

  private static Document picture(Subscription subscription, LocalDate today, int width)
      throws Exception {
    String svg = TimelinePicture.of(subscription, today, today.plusMonths(6), width);
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

  private static List<Element> all(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void theWholeStoryIsThereInWords() throws Exception {
    Document picture = picture(360);
    assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(all(picture, "title").getFirst().getTextContent())
        .isEqualTo("Timeline of News <b> & \"more\"");
    assertThat(all(picture, "desc").getFirst().getTextContent())
        .contains(
            "1 February 2026: trial starts until 1 March 2026.",
            "1 March 2026: trial is over · 100.00 DKK to come, up to 10 March 2026.",
            "11 March 2026: paused until 21 April 2026.",
            "21 April 2026: service resumes · 103.33 DKK to come, up to 30 April 2026.",
            "1 May 2026: new period · 310.00 DKK to come, up to 31 May 2026.",
            "16 June 2026: ends: cancelled to this date.",
            "Today is 5 March 2026.");
  }

  @Test
  void eachBarSaysWhatItIs() throws Exception {
    assertThat(bars(picture(360)))
        .extracting(bar -> bar.getAttribute("class"))
        .containsExactly(
            "trial",
            "active later",
            "paused",
            "paused",
            "active later",
            "active later",
            "active later");
  }

  private static List<Element> bars(Document picture) {
    return all(picture, "rect").stream()
        .filter(bar -> bar.getElementsByTagName("title").getLength() == 1)
        .toList();
  }

  /** The agreement runs on: each month of a suspension says what it costs. */
  @Test
  void aSuspensionIsToldOnceAndItsMonthsShowTheirAmounts() throws Exception {
    Document picture = picture(suspended("News"), LocalDate.of(2026, 3, 25), 360);
    String story = all(picture, "desc").getFirst().getTextContent();
    assertThat(story)
        .contains(
            "10 March 2026: suspended · 220.00 DKK to come, up to 31 March 2026.",
            "1 April 2026: new period · 310.00 DKK to come, up to 30 April 2026.");
    assertThat(story.split("suspended", -1)).hasSize(2);
    assertThat(all(picture, "text"))
        .filteredOn(text -> text.getAttribute("class").equals("in stop"))
        .extracting(Element::getTextContent)
        .startsWith("220.00 DKK", "310.00 DKK", "310.00 DKK");
    assertThat(all(picture, "text"))
        .extracting(Element::getTextContent)
        .contains("Suspended", "suspended · 220.00 DKK to come");
    assertThat(bars(picture))
        .extracting(bar -> bar.getAttribute("class"))
        .startsWith("active later", "active later", "suspended", "suspended");
  }

  @Test
  void aSuspensionThatIsOverHasItsEndAndServiceResumes() throws Exception {
    Subscription paid =
        asked(suspended("News"), new Request.Restore("inv_1"), LocalDate.of(2026, 4, 15));
    paid = asked(paid, new Request.Restore("inv_2"), LocalDate.of(2026, 5, 6));
    String story =
        all(picture(paid, LocalDate.of(2026, 5, 10), 360), "desc").getFirst().getTextContent();
    assertThat(story)
        .contains(
            "10 March 2026: suspended until 6 May 2026 · 220.00 DKK to come, up to 31 March 2026.",
            "1 May 2026: new period · 50.00 DKK to come, up to 5 May 2026.",
            "6 May 2026: service resumes · 260.00 DKK to come, up to 31 May 2026.");
    assertThat(story.split("suspended", -1)).hasSize(2);
  }

  /** Whatever stands in a name, the picture is XML, and what it may not hold is seen as missing. */
  @Test
  void anyCharacterOfANameLeavesItXml() throws Exception {
    List<String> names = new ArrayList<>();
    for (int point = 0; point < 0x20; point++) {
      names.add(Character.toString(point));
    }
    names.addAll(
        List.of("\u007f", "\u0085", "\ufffe", "\uffff", "\ud83d", "\ude00", "\ude00\ud83d", "😀"));
    names.addAll(List.of("]]>", "<!--", "&#0;", "\"'<>&", "\u2028", "\u202e"));
    for (String name : names) {
      Subscription named = suspended("a" + name + "b");
      String title = all(picture(named, TODAY, 360), "title").getFirst().getTextContent();
      assertThat(title).startsWith("Timeline of a").endsWith("b").hasSizeGreaterThan(14);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {280, 360, 720, 1200, 2400})
  void nothingSticksOut(int width) throws Exception {
    Document picture = picture(width);
    Element root = picture.getDocumentElement();
    int height = Integer.parseInt(root.getAttribute("height"));
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 " + width + " " + height);
    for (Element text : all(picture, "text")) {
      assertThat(Integer.parseInt(text.getAttribute("y"))).isBetween(0, height);
      assertThat(Integer.parseInt(text.getAttribute("x"))).isBetween(0, width - 20);
    }
    for (Element bar : all(picture, "rect")) {
      if (!bar.getAttribute("x").isEmpty()) {
        int right =
            Integer.parseInt(bar.getAttribute("x")) + Integer.parseInt(bar.getAttribute("width"));
        assertThat(right).isLessThanOrEqualTo(width);
      }
    }
  }
}
