package dev.takt.activities.records;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Locale;

/** Ids of rows: a prefix that says what it is, and a part that sorts by time of making. */
public final class Ids {
  private Ids() {}

  /** A new id, such as {@code inv_01jd…}. */
  public static String next(String prefix) {
    return prefix + "_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
  }
}
