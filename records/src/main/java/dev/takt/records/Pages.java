package dev.takt.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a list of rows that are known by an id.
 *
 * @param <T> the row
 */
public interface Pages<T> {

  /**
   * A page of a list, newest first.
   *
   * @param after the id that the page before ended with
   */
  List<T> page(Conditions conditions, @Nullable String after, int rows);
}
