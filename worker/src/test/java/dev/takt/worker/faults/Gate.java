package dev.takt.worker.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What everything passes that a worker says to PostgreSQL and to Temporal. It counts, and at one
 * point of what passes, exactly there, it lets something happen: a kill, a cut, a delay.
 */
final class Gate {
  private final Map<String, Integer> turns = new HashMap<>();
  private final List<Passage> seen = new ArrayList<>();
  private final Set<Passage> lasting = new LinkedHashSet<>();
  private Trap trap;
  private boolean sprung;

  /** To whom the worker speaks. */
  enum Line {
    DATABASE,
    TEMPORAL
  }

  /** Before it is handed on, so that it is never done; or when it is done, before it is told. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /**
   * Something that passes.
   *
   * @param what the statement, or the name of the call
   * @param turn the how-manieth of its kind since counting began, from 1
   */
  record Passage(Line line, String what, int turn) {
    @Override
    public String toString() {
      String shortened = what.length() <= 90 ? what : what.substring(0, 90) + "…";
      return "%s: %s (%d)".formatted(line, shortened, turn);
    }
  }

  /** A point in what a worker does. */
  record Point(Passage passage, Moment moment) {
    @Override
    public String toString() {
      return moment + " " + passage;
    }
  }

  /** What happens at a point; the deed answers whether what passes may go on. */
  private record Trap(Point at, BooleanSupplier deed) {}

  /** Forgets what has passed, and counts from here. */
  synchronized void countAnew() {
    turns.clear();
    seen.clear();
    lasting.clear();
    trap = null;
    sprung = false;
  }

  /** Lets something happen once, when this point comes. */
  synchronized void set(Point at, BooleanSupplier deed) {
    countAnew();
    trap = new Trap(at, deed);
  }

  /** Whether it has happened. */
  synchronized boolean isSprung() {
    return sprung;
  }

  /** Nothing happens any more. */
  synchronized void disarm() {
    trap = null;
  }

  /** All points of what has passed since counting began, in the order in which they came. */
  synchronized List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (Passage passage : seen) {
      points.add(new Point(passage, Moment.BEFORE));
      if (lasting.contains(passage)) {
        points.add(new Point(passage, Moment.AFTER));
      }
    }
    return points;
  }

  /** Something comes to the gate. */
  synchronized Passage arrive(Line line, String what) {
    var passage = new Passage(line, what, turns.merge(line + what, 1, Integer::sum));
    seen.add(passage);
    return passage;
  }

  /** Whether it may be handed on; if not, nobody hears of it. */
  boolean mayGoOn(Passage passage) {
    return pass(new Point(passage, Moment.BEFORE));
  }

  /**
   * Whether the answer may be told; if not, it is done and nobody knows.
   *
   * @param isLasting whether what was done stays done
   */
  boolean mayAnswer(Passage passage, boolean isLasting) {
    if (isLasting) {
      synchronized (this) {
        lasting.add(passage);
      }
    }
    return pass(new Point(passage, Moment.AFTER));
  }

  private boolean pass(Point point) {
    BooleanSupplier deed;
    synchronized (this) {
      if (trap == null || !trap.at().equals(point)) {
        return true;
      }
      deed = trap.deed();
      trap = null;
      sprung = true;
    }
    return deed.getAsBoolean();
  }
}
