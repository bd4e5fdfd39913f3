package dev.takt.workflows.wording.message;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.takt.workflows.wording.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wording of a message: Mustache, of which only places and sections of {@link Placeholder} are
 * allowed. Nothing of it can call anything, read anything else or leave out the escaping of HTML,
 * so that it may come from a merchant.
 *
 * @param html null: the plain text, laid out
 */
public record MessageText(String subject, String text, @Nullable String html, String sms) {
  private static final int MOST_PARTS = 2;
  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_HTML = 60_000;

  /** Each run of blanks is looked at once: without the lookbehind once for each of its blanks. */
  private static final Pattern BLANKS_AT_END = Pattern.compile("(?<![ \\t])[ \\t]++\\n");

  private static final Mustache.Compiler PLAIN =
      Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true).defaultValue("");
  private static final Mustache.Compiler ESCAPING = PLAIN.escapeHTML(true);

  /** What is wrong with a field. */
  public record Fault(String field, String detail) {}

  /** What is wrong with it; empty where it can be sent. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    check(faults, "subject", subject, LONGEST_SUBJECT);
    check(faults, "text", text, LONGEST_TEXT);
    check(faults, "sms", sms, LONGEST_TEXT);
    if (html != null) {
      check(faults, "html", html, LONGEST_HTML);
    }
    if (subject.chars().anyMatch(Character::isISOControl)) {
      faults.add(new Fault("subject", "must be one line"));
    }
    if (faults.isEmpty() && smsParts() > MOST_PARTS) {
      faults.add(
          new Fault(
              "sms",
              "must fit into 2 parts as previewed: 306 letters, or 134 where one of them is not"
                  + " of the GSM alphabet"));
    }
    return faults;
  }

  private int smsParts() {
    return SmsText.parts(asSms(sms, Samples.in(Language.DA)));
  }

  private static void check(List<Fault> faults, String field, String template, int longest) {
    if (template.isBlank() || template.length() > longest) {
      faults.add(new Fault(field, "must have 1 to " + longest + " characters"));
      return;
    }
    Optional<String> fault = TemplateSyntax.fault(template);
    if (fault.isPresent()) {
      faults.add(new Fault(field, fault.get()));
      return;
    }
    try {
      PLAIN.compile(template);
    } catch (MustacheException unreadable) {
      faults.add(new Fault(field, "cannot be read: " + unreadable.getMessage()));
    }
  }

  /**
   * With what a letter about a claim has to say, unless the words say it all themselves. HTML that
   * does not is left out: the text is laid out instead.
   */
  public MessageText withClaim(String block) {
    boolean said = saysClaim(text);
    String own = html;
    return new MessageText(
        subject,
        said ? text : text + "\n\n" + block,
        own != null && said && saysClaim(own) ? own : null,
        sms);
  }

  private static boolean saysClaim(String words) {
    return Stream.of(
            Placeholder.CLAIM, Placeholder.TOTAL, Placeholder.DEADLINE, Placeholder.CREDITOR)
        .allMatch(place -> words.contains("{{" + place.key() + "}}"));
  }

  /** Whether it leads to the secure page. */
  public boolean hasLink(boolean asSms) {
    String linked = asSms ? sms : text + (html == null ? "" : html);
    return linked.contains("{{" + Placeholder.LINK.key() + "}}");
  }

  /**
   * Fills it in.
   *
   * @param values by the placeholders' keys; what is missing is left out
   * @param button what the button says that leads to the link
   */
  public RenderedMessage fill(Map<String, String> values, String language, String button) {
    String title = oneLine(plain(subject, values));
    String body = tidy(plain(text, values));
    String own = html;
    return new RenderedMessage(
        title,
        body,
        own == null
            ? Layout.of(title, body, values.get(Placeholder.LINK.key()), language, button)
            : ESCAPING.compile(own).execute(values),
        asSms(sms, values));
  }

  private static String asSms(String template, Map<String, String> values) {
    return SmsText.of(oneLine(plain(template, values))).replaceAll(" {2,}", " ");
  }

  private static String plain(String template, Map<String, String> values) {
    return PLAIN.compile(template).execute(values);
  }

  /** No line breaks or other control characters, which would begin another header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  static String tidy(String text) {
    return BLANKS_AT_END.matcher(text).replaceAll("\n").replaceAll("\\n{3,}", "\n\n").strip();
  }
}
