package dev.takt.api.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Other ways to write a path, of which some servers take some for the same. */
final class Spellings {
  private Spellings() {}

  static List<String> of(String path) {
    List<String> all = new ArrayList<>();
    int last = path.lastIndexOf('/');
    int second = path.indexOf('/', 1);
    // A letter in each place that a check of texts might look at.
    for (int at : List.of(1, 2, second + 1, last + 1, path.length() - 1)) {
      all.add(encoded(path, at, at + 1, "%%%02x"));
      all.add(encoded(path, at, at + 1, "%%%02X"));
      all.add(encoded(path, at, at + 1, "%%25%02x"));
    }
    all.add(encoded(path, 1, path.length(), "%%%02x"));
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String before = path.substring(0, slash);
      String after = path.substring(slash);
      for (String between :
          List.of(
              ";x=1", ";", "/", "/.", "/x/..", "/%2e", "%2f", "\\", "%5c", "%00", "%20", "%09",
              ".json")) {
        all.add(before + between + after);
      }
    }
    for (String end :
        List.of(
            "/", "/.", "/x/..", ";x=1", ";", "%00", "%20", ".", ".json", "%2e", "?", "#x", "%23")) {
      all.add(path + end);
    }
    all.add("/" + path);
    all.add("/x/.." + path);
    all.add("/pay/.." + path);
    all.add("/docs/%2e%2e" + path);
    all.add("http://localhost" + path);
    all.add("http://localhost" + encoded(path, last + 1, last + 2, "%%%02x"));
    all.add(path.toUpperCase(Locale.ROOT));
    all.add(
        path.substring(0, 4) + path.substring(4, 5).toUpperCase(Locale.ROOT) + path.substring(5));
    all.removeIf(path::equals);
    return all;
  }

  private static String encoded(String path, int from, int to, String format) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char letter = path.charAt(i);
      text.append(
          i >= from && i < to && letter != '/'
              ? String.format(Locale.ROOT, format, (int) letter)
              : String.valueOf(letter));
    }
    return text.toString();
  }
}
