package dev.takt.workflows.wording.message;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain text as an HTML e-mail: paragraphs, and a button where a paragraph is the link. */
final class Layout {
  private static final Template TEMPLATE =
      Mustache.compiler()
          .emptyStringIsFalse(true)
          .defaultValue("")
          .compile(Resource.text("layout.html"));

  private Layout() {}

  static String of(
      String title, String body, @Nullable String link, String language, String button) {
    List<Map<String, Object>> paragraphs = new ArrayList<>();
    for (String paragraph : body.split("\\n\\s*\\n", -1)) {
      Map<String, Object> one = new LinkedHashMap<>();
      boolean isLink = paragraph.strip().equals(link);
      one.put("link", isLink ? paragraph.strip() : "");
      one.put("lines", List.of(paragraph.strip().split("\\n", -1)));
      paragraphs.add(one);
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("lang", language);
    page.put("subject", title);
    page.put("button", button);
    page.put("paragraphs", paragraphs);
    return TEMPLATE.execute(page);
  }
}
