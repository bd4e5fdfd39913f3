package dev.takt.worker.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something that a worker does in many steps, each of which may be its last. A new kind of thing (a
 * hand-over, an instalment) is one more of these: what is there before, what is asked, and what
 * must have come of it some time later.
 */
interface Scene {
  String name();

  /** The card that it is about, as the sandbox knows it. */
  default String card() {
    return "tok_ok";
  }

  /** What is there before it begins, paid by this card. */
  Cast set(Bench bench, String card);

  /** What happens, and is struck while it does. */
  void play(Cast cast);

  /** What must have come of it. */
  Ending ending();

  default Cast set(Bench bench) {
    return set(bench, card());
  }

  /** Its name as people say it. */
  default String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** All of them; {@code -Dtakt.scenes=GROUP} leaves out those without this in their names. */
  static List<Scene> all() {
    String wanted = System.getProperty("takt.scenes", "");
    return Stream.<Scene[]>of(
            SubscriptionScene.values(),
            GroupScene.values(),
            DebtScene.values(),
            WebhookScene.values())
        .flatMap(Stream::of)
        .filter(scene -> scene.name().contains(wanted))
        .toList();
  }
}
