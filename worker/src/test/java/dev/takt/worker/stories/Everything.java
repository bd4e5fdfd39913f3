package dev.takt.worker.stories;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a key can read, as one text: equal before and after what must not change anything. What
 * there is to read is taken from the OpenAPI document, so that no new resource is forgotten.
 */
final class Everything {
  private static final Pattern ITEM = Pattern.compile("/([a-z-]+)/\\{\\w+}");

  private Everything() {}

  /** The lists and reports, without what is inside single resources. */
  static String of(Rest rest) {
    Map<String, String> all = new TreeMap<>();
    for (String path : Operations.paths("get")) {
      if (!path.contains("{")) {
        all.put(path, rest.get(path + Operations.query(path)).expect(200).body());
      }
    }
    return all.toString();
  }

  /** The lists and reports, and each of these resources with all that is below it. */
  static String of(Rest rest, Map<String, String> ids) {
    Map<String, String> all = new TreeMap<>();
    for (String template : Operations.paths("get")) {
      String path = resolve(template, ids);
      all.put(path, rest.get(path + Operations.query(template)).expect(200).body());
    }
    return all.toString();
  }

  /** The lists and reports, without what every merchant has. */
  static Map<String, String> lists(Rest rest) {
    Map<String, String> lists = new TreeMap<>();
    for (String path : Operations.paths("get")) {
      if (!path.contains("{") && !path.startsWith("/v1/merchant")) {
        lists.put(path, rest.get(path + Operations.query(path)).expect(200).body());
      }
    }
    return lists;
  }

  /**
   * A path with ids for its variables.
   *
   * @param ids by what stands before the variable, such as {@code customers}
   */
  static String resolve(String template, Map<String, String> ids) {
    Matcher matcher = ITEM.matcher(template);
    return matcher
        .replaceAll(
            match -> {
              String id = ids.get(match.group(1));
              if (id == null) {
                throw new AssertionError(
                    template + " is new: what is the id of " + match.group(1) + "?");
              }
              return "/" + match.group(1) + "/" + id;
            })
        .replace("{locale}", "da");
  }
}
