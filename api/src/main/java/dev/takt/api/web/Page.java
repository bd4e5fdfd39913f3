package dev.takt.api.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many, from 1 to 100
 * @param after the id that the page before ended with
 */
public record Page(int limit, @Nullable String after) {

  static Page of(@Nullable String limit, @Nullable String cursor) {
    return new Page(
        limit == null ? 20 : number(limit), cursor == null ? null : Cursor.read(cursor));
  }

  private static int number(String limit) {
    if (!limit.matches("[0-9]{1,3}")
        || Integer.parseInt(limit) < 1
        || Integer.parseInt(limit) > 100) {
      throw Problem.of(400, "bad_parameter", "limit must be a whole number from 1 to 100")
          .asException();
    }
    return Integer.parseInt(limit);
  }

  /** One more than asked for: its being there says that another page follows. */
  public int rows() {
    return limit + 1;
  }

  /** This part of a list that is all there, such as what a state holds. */
  public <T> Listing<T> of(List<T> all, Function<T, String> id) {
    Stream<T> rest = all.stream();
    if (after != null) {
      rest = rest.dropWhile(one -> !id.apply(one).equals(after)).skip(1);
    }
    return listing(rest.limit(rows()).toList(), id);
  }

  public <T> Listing<T> listing(List<T> rows, Function<T, String> id) {
    if (rows.size() <= limit) {
      return new Listing<>(rows, null);
    }
    List<T> shown = rows.subList(0, limit);
    return new Listing<>(shown, Cursor.after(id.apply(shown.getLast())));
  }
}
