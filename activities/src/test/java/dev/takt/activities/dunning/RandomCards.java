package dev.takt.activities.dunning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cards of the sandbox that say what comes of them, one word a charge. */
final class RandomCards {
  private static final List<String> WORDS =
      List.of(
          "51", "51", "51", "61", "05", "05", "59", "63", "91", "96", "78", "54", "14", "04", "43",
          "R0", "1A", "93", "ok", "lost", "gone");

  private RandomCards() {}

  static String token(Random random) {
    if (random.nextInt(5) == 0) {
      // One that is declined without end reaches the ceilings of its scheme.
      return "tok_script_" + List.of("51", "05", "91", "61").get(random.nextInt(4));
    }
    List<String> words = new ArrayList<>();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    // An order that is lost for ever would be a breakdown for ever.
    words.add(random.nextBoolean() ? "ok" : "51");
    return "tok_script_" + String.join("-", words);
  }

  static String brand(Random random) {
    return List.of("visa", "visa", "mastercard", "dankort").get(random.nextInt(4));
  }
}
