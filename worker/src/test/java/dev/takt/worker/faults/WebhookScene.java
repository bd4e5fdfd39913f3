package dev.takt.worker.faults;

/** A renewal that two receivers of webhooks are to hear of, one of which never answers. */
enum WebhookScene implements Scene {
  RENEWAL_WITH_A_HANGING_RECEIVER;

  @Override
  public Cast set(Bench bench, String card) {
    Cast cast =
        Cast.with(bench, card).subscription("A", 31_000, "2026-03-01").advance("2026-03-05");
    cast.tell(bench.receivers());
    return cast;
  }

  @Override
  public void play(Cast cast) {
    cast.advance("2026-04-02");
  }

  @Override
  public Ending ending() {
    return SubscriptionScene.RENEWAL.ending();
  }
}
