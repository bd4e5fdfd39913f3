package dev.takt.workflows.wording.message;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wording of a message: Mustache, of which only places and sections of {@link Placeholder} are
 * allowed. Nothing of it can call anything, read anything else or leave out the escaping of HTML,
 * so that it may come from a merchant.
 *
 * @param html null: the plain text, laid out
 */
public record MessageText(String subject, String text, @Nullable String html, String sms) {
  /** Two parts of an SMS: 2 × 153 characters. */
  public static final int LONGEST_SMS = 306;

  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_HTML = 60_000;
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("[#^/]?\\s*([A-Za-z]+)\\s*");
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
    if (faults.isEmpty() && plain(sms, Samples.DANISH).length() > LONGEST_SMS) {
      faults.add(
          new Fault("sms", "must come to " + LONGEST_SMS + " characters at most, as previewed"));
    }
    return faults;
  }

  private static void check(List<Fault> faults, String field, String template, int longest) {
    if (template.isBlank() || template.length() > longest) {
      faults.add(new Fault(field, "must have 1 to " + longest + " characters"));
      return;
    }
    Matcher tags = TAG.matcher(template);
    while (tags.find()) {
      String fault = faultOfTag(tags.group(1));
      if (fault != null) {
        faults.add(new Fault(field, fault));
      }
    }
    try {
      PLAIN.compile(template);
    } catch (MustacheException unreadable) {
      faults.add(new Fault(field, "cannot be read: " + unreadable.getMessage()));
    }
  }

  private static @Nullable String faultOfTag(String tag) {
    Matcher place = PLACE.matcher(tag);
    if (!place.matches()) {
      return "{{" + tag + "}} is not possible: only places like {{name}} and sections of them";
    }
    return Placeholder.of(place.group(1)).isEmpty()
        ? "there is no {{" + place.group(1) + "}}; there are: " + Placeholder.keys()
        : null;
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
  public Letter fill(Map<String, String> values, String language, String button) {
    String title = oneLine(plain(subject, values));
    String body = tidy(plain(text, values));
    String own = html;
    return new Letter(
        title,
        body,
        own == null
            ? Layout.of(title, body, values.get(Placeholder.LINK.key()), language, button)
            : ESCAPING.compile(own).execute(values),
        oneLine(plain(sms, values)));
  }

  private static String plain(String template, Map<String, String> values) {
    return PLAIN.compile(template).execute(values);
  }

  /** No line breaks or other control characters, which would begin another header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String tidy(String text) {
    return text.replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
  }
}
