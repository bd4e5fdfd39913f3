package dev.takt.activities.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.timeline.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every ordered pair of kinds of changes: the rows of {@code docs/changes-compose.md} are read,
 * lived through in the real books, and must come out as they are written there. Independently of
 * what is written, each life must agree with the day-by-day reckoning once it is ended.
 *
 * <p>{@code -Dtakt.write=true} writes the rows anew.
 */
class PairsTest {
  private static final Path DOCUMENT = Path.of("../docs/changes-compose.md");
  private static final boolean WRITE = Boolean.getBoolean("takt.write");
  private static final Map<String, String> LIVED = new LinkedHashMap<>();

  /** A row of the document: what is asked first and second, and all that is written of it. */
  record Pair(Kind first, Kind second, String written) {
    @Override
    public String toString() {
      return first.words() + ", then " + second.words();
    }
  }

  static List<Pair> pairs() throws IOException {
    Map<String, String> written = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 7) {
        written.put(cells[1].strip() + "|" + cells[2].strip(), line);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (Kind first : Kind.values()) {
      for (Kind second : Kind.values()) {
        String row = written.get(first.words() + "|" + second.words());
        pairs.add(new Pair(first, second, row == null ? "no row" : row));
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void comesOutAsItIsWritten(Pair pair) {
    var one = PairedLife.of(pair.first(), pair.second());
    var other = PairedLife.of(pair.second(), pair.first());
    boolean same = one.outcome().equals(other.outcome());
    assertThat(same)
        .as("whether the order is immaterial\n" + one.outcome() + "\n" + other.outcome())
        .isEqualTo(Kind.commute(pair.first(), pair.second()));
    String row =
        "| %s | %s | %s | %s | %s |"
            .formatted(
                pair.first().words(),
                pair.second().words(),
                one.verdict() + (same ? "" : "; **the order matters**"),
                one.time(),
                one.money());
    LIVED.put(pair.toString(), row);
    JournalSums.hold(one.life().world);
    end(one.life());
    ReckonedEnd.holds(one.life());
    if (!WRITE) {
      assertThat(row).isEqualTo(pair.written());
    }
  }

  private static void end(Life life) {
    if (life.state.progress().endedOn() == null) {
      assertThat(life.cancel(life.today().toString(), Cancellation.Settlement.REFUND)).isNull();
    }
  }

  /** An undone cancellation, an undone pause: as if they had never been. */
  @Test
  void whatIsUndoneLeavesNoTrace() {
    for (Kind kind : List.of(Kind.PAUSE_KEEP, Kind.PAUSE_RESTART, Kind.PAUSE_EXTEND)) {
      var life = PairedLife.started(new World(), false, false);
      String before = PairedLife.timeOf(life);
      assertThat(life.ask(kind.request(life))).isNull();
      assertThat(PairedLife.timeOf(life)).isNotEqualTo(before);
      String id = life.state.changes().pauses().getLast().id();
      assertThat(life.ask(new Request.RemovePause(id))).isNull();
      assertThat(PairedLife.timeOf(life)).isEqualTo(before);
    }
  }

  @AfterAll
  static void writeRows() throws IOException {
    if (WRITE) {
      List<String> lines = new ArrayList<>(Files.readAllLines(DOCUMENT));
      int start = lines.indexOf("| --- | --- | --- | --- | --- |") + 1;
      lines.subList(start, lines.size()).clear();
      lines.addAll(LIVED.values());
      Files.write(DOCUMENT, lines);
    }
  }
}
