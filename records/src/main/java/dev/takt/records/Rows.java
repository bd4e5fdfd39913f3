package dev.takt.records;

/**
 * What repositories can do with rows whose ids the program makes; they take it up beside their own
 * queries.
 *
 * @param <T> the row
 */
public interface Rows<T> extends Pages<T> {

  /** Adds a row unless its key is taken, also within a transaction; says whether it did. */
  boolean insert(T row);

  /** Writes all columns of a row that is there. */
  void update(T row);

  /** Adds a row, or writes all columns of the one with its id. */
  void put(T row);
}
