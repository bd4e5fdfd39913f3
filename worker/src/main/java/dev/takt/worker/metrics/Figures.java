package dev.takt.worker.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * Some figures about all merchants together that one question to the database answers. Each kind of
 * thing that can be late or go wrong has a bean of its own ({@link RenewalFigures}, {@link
 * MoneyFigures}, {@link DunningFigures}, {@link OutgoingFigures}, {@link UpkeepFigures}); {@link
 * Gauges} asks them in turn.
 *
 * <p>The question must stay cheap when there are millions: it reads what is late and not what there
 * is, by an index. What lives on test clocks is left out; its time is not the world's.
 */
public interface Figures {

  /** Asks the database, once. Always the same names, whatever the answer. */
  List<Figure> read();

  /**
   * One figure.
   *
   * @param name as Micrometer writes it: {@code takt.renewal.lag}
   * @param unit such as {@code seconds}, which becomes part of its name in Prometheus; empty for
   *     counts
   * @param description one sentence for people
   * @param tags what tells it from others of its name: always the same ones
   */
  record Figure(String name, String unit, String description, double value, Tags tags) {
    static Figure seconds(String name, String description, double value) {
      return new Figure(name, "seconds", description, value, Tags.empty());
    }

    static Figure count(String name, String description, double value) {
      return new Figure(name, "", description, value, Tags.empty());
    }

    Figure tagged(String tag, String tagValue) {
      return new Figure(name, unit, description, value, tags.and(tag, tagValue));
    }

    /** What it is known by. */
    Meter.Id id() {
      return new Meter.Id(name, tags, unit.isEmpty() ? null : unit, description, Meter.Type.GAUGE);
    }
  }
}
