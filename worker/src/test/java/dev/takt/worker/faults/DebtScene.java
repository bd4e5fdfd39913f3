package dev.takt.worker.faults;

import java.util.Map;

/** What happens when a card is declined, to one subscription of 310.00 and to a group. */
enum DebtScene implements Scene {
  /** Declined on 1 March for want of money; the next day there is some. */
  DUNNING_OPENED("tok_script_51-ok", DebtEndings.RETRIED_ONCE) {
    @Override
    public Cast set(Bench bench, String card) {
      return one(bench, card);
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-03-01");
    }
  },

  DUNNING_RETRIED("tok_script_51-51-ok", DebtEndings.RETRIED_TWICE) {
    @Override
    public Cast set(Bench bench, String card) {
      return one(bench, card).advance("2026-03-01");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-03-03");
    }
  },

  DUNNING_RECOVERED("tok_script_51-ok", DebtEndings.RETRIED_ONCE) {
    @Override
    public Cast set(Bench bench, String card) {
      return one(bench, card).advance("2026-03-01");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-03-03");
    }
  },

  /** A card that has expired is asked for, on the 3rd for the second time. */
  DUNNING_MESSAGE("tok_expired_card", DebtEndings.SUSPENDED) {
    @Override
    public Cast set(Bench bench, String card) {
      return one(bench, card).advance("2026-03-02");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-03-03");
    }
  },

  /** Two weeks without an answer. */
  DUNNING_SUSPENDED("tok_expired_card", DebtEndings.SUSPENDED) {
    @Override
    public Cast set(Bench bench, String card) {
      return one(bench, card).advance("2026-03-14");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-03-15");
    }
  },

  /** A new card when the service is suspended already. */
  DUNNING_NEW_CARD("tok_expired_card", DebtEndings.NEW_CARD) {
    @Override
    public Cast set(Bench bench, String card) {
      return one(bench, card).advance("2026-03-16");
    }

    @Override
    public void play(Cast cast) {
      cast.ask(
          "POST",
          "/v1/customers/" + cast.customer() + "/payment-methods",
          Map.of("gateway", "sandbox", "token", "tok_ok"));
    }
  },

  /** Somebody asks for another try on the same day. */
  DUNNING_TRIED_BY_HAND("tok_script_51-ok", DebtEndings.TRIED_BY_HAND) {
    @Override
    public Cast set(Bench bench, String card) {
      return one(bench, card).advance("2026-03-01");
    }

    @Override
    public void play(Cast cast) {
      cast.ask("POST", tryAgain(cast), null);
    }
  },

  /** One failed payment of a joint invoice is one debt; after Easter it is paid. */
  GROUP_DEBT("tok_script_ok-ok-51-ok", DebtEndings.JOINT_RETRIED) {
    @Override
    public Cast set(Bench bench, String card) {
      return GroupScene.pair(bench, card).advance("2026-03-31");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-04-02");
    }
  },

  GROUP_DEBT_RECOVERED("tok_script_ok-ok-51-ok", DebtEndings.JOINT_RETRIED) {
    @Override
    public Cast set(Bench bench, String card) {
      return GroupScene.pair(bench, card).advance("2026-04-02");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-04-08");
    }
  },

  /** All members are suspended. */
  GROUP_SUSPENDED("tok_script_ok-ok-54", DebtEndings.JOINT_SUSPENDED) {
    @Override
    public Cast set(Bench bench, String card) {
      return GroupScene.pair(bench, card).advance("2026-04-14");
    }

    @Override
    public void play(Cast cast) {
      cast.advance("2026-04-17");
    }
  };

  private final String card;
  private final Ending ending;

  DebtScene(String card, Ending ending) {
    this.card = card;
    this.ending = ending;
  }

  @Override
  public String card() {
    return card;
  }

  @Override
  public Ending ending() {
    return ending;
  }

  /** Where another try at its one invoice is asked for. */
  static String tryAgain(Cast cast) {
    String invoices = "/v1/invoices?customerId=" + cast.customer();
    return "/v1/invoices/" + cast.rest().all(invoices).getFirst().get("id").asString() + "/retry";
  }

  private static Cast one(Bench bench, String card) {
    return Cast.with(bench, card).subscription("A", 31_000, "2026-03-01").advance("2026-02-28");
  }
}
