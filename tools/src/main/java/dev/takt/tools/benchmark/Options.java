package dev.takt.tools.benchmark;

import dev.takt.worker.settings.CannotStart;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, from arguments such as {@code --subscriptions=1000}.
 *
 * @param subscriptions how many fall due at the same instant
 * @param seconds how long signing them up may take
 * @param spread over how many minutes they fall due; 0: at the same instant
 * @param filler how many other subscriptions lie in the tables, each with four months of invoices
 * @param small how many subscriptions a second, small merchant has that fall due at the same
 *     instant; 0: there is none
 * @param rounds how many times all of it is done, each time with a merchant of its own; what is
 *     told is the last, when the program is as warm as one that runs for days, and in a line each
 *     what was different in the first
 * @param standstill for how many seconds after that instant the workers stand still, so that all is
 *     overdue when they begin; 0: they do not
 * @param ceiling whether bare workflows are measured as well
 * @param age whether renewals are measured as subscriptions grow old
 */
record Options(
    int subscriptions,
    int seconds,
    int spread,
    int filler,
    int small,
    int rounds,
    int standstill,
    boolean ceiling,
    boolean age) {

  static Options of(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !parts[0].startsWith("--")) {
        throw new CannotStart("not an option of the benchmark: " + argument + "; " + usage());
      }
      given.put(parts[0].substring(2), parts[1]);
    }
    int subscriptions = number(given.remove("subscriptions"), 500);
    int seconds = number(given.remove("seconds"), 20 + subscriptions / 15);
    int spread = number(given.remove("spread"), 0);
    int filler = number(given.remove("filler"), 0);
    int small = number(given.remove("small"), 0);
    int rounds = number(given.remove("rounds"), 2);
    int standstill = number(given.remove("standstill"), 0);
    boolean ceiling = !"false".equals(given.remove("ceiling"));
    boolean age = !"false".equals(given.remove("age"));
    if (!given.isEmpty()) {
      throw new CannotStart("no options of the benchmark: " + given.keySet() + "; " + usage());
    }
    return new Options(
        subscriptions, seconds, spread, filler, small, rounds, standstill, ceiling, age);
  }

  /** As many subscriptions at the same instant, and nothing else. */
  Options plain() {
    return new Options(subscriptions, seconds, 0, 0, 0, 1, 0, ceiling, false);
  }

  private static int number(@Nullable String text, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new CannotStart("not a number: " + text, notANumber);
    }
    throw new CannotStart("must be more than 0: " + text);
  }

  private static String usage() {
    return "./takt benchmark [--subscriptions=500] [--seconds=60] [--spread=minutes]"
        + " [--filler=100000] [--small=20] [--rounds=2] [--standstill=seconds]"
        + " [--ceiling=false] [--age=false]";
  }
}
