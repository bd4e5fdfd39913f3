package dev.takt.api.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list, newest first; {@code nextCursor} is null on the last one. */
public record Listing<T>(List<T> data, @Nullable String nextCursor) {
  public Listing {
    data = List.copyOf(data);
  }

  public <R> Listing<R> map(Function<T, R> view) {
    return new Listing<>(data.stream().map(view).toList(), nextCursor);
  }
}
