package dev.takt.activities.messages;

import dev.takt.records.clocks.TestClocks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The cards of customers on test clocks. */
@Component
class CardsOnClock extends ToldByDate<CardRows.Card> {
  private final CardRows cards;
  private final Expiries expiries;

  CardsOnClock(CardRows cards, Expiries expiries, TestClocks clocks) {
    super(clocks);
    this.cards = cards;
    this.expiries = expiries;
  }

  @Override
  public int rank() {
    return 40;
  }

  @Override
  List<CardRows.Card> onClock(String tenant, String clockId) {
    return cards.onClock(tenant, clockId);
  }

  @Override
  Optional<CardRows.Card> find(String tenant, String id) {
    return cards.find(tenant, id);
  }

  @Override
  Optional<Instant> nextDue(CardRows.Card card, Instant now) {
    return Expiries.nextDue(card, now);
  }

  @Override
  Due due(String tenant, CardRows.Card card) {
    return new Due(Place.of(tenant, card.id()), "Card " + card.id(), card.done());
  }

  @Override
  void tell(CardRows.Card card, Instant now) {
    expiries.tell(card, now);
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    // A card is its customer's, and stays.
  }
}
