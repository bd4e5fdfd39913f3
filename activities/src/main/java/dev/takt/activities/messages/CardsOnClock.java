package dev.takt.activities.messages;

import dev.takt.activities.clocks.LivesOnClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The cards of customers on test clocks. They have no workflow: what is due is done here. */
@Component
class CardsOnClock implements LivesOnClock {
  private final CardRows cards;
  private final Expiries expiries;
  private final TestClockTime time;

  CardsOnClock(CardRows cards, Expiries expiries, TestClockTime time) {
    this.cards = cards;
    this.expiries = expiries;
    this.time = time;
  }

  @Override
  public int rank() {
    return 40;
  }

  @Override
  public Optional<Instant> nextDue(String tenant, String clockId, Instant to) {
    Instant now = time.now(tenant, clockId);
    return cards.onClock(tenant, clockId).stream()
        .flatMap(card -> Expiries.nextDue(card, now).stream())
        .filter(due -> !due.isAfter(to))
        .min(Instant::compareTo);
  }

  @Override
  public List<Due> dueAt(String tenant, String clockId, Instant instant) {
    return cards.onClock(tenant, clockId).stream()
        .filter(card -> !Expiries.dueSteps(card, instant).isEmpty())
        .map(card -> new Due(Place.of(tenant, card.id()), "Card " + card.id(), card.done()))
        .toList();
  }

  @Override
  public List<Due> underWay(String tenant, String clockId) {
    return List.of();
  }

  @Override
  public void tick(List<Due> due, Instant now, Runnable meanwhile) {
    for (Due one : due) {
      Place place = Place.in(one.workflowId());
      CardRows.Card card = cards.find(place.tenant(), place.id());
      if (card != null) {
        expiries.tell(card, now);
      }
      meanwhile.run();
    }
  }

  @Override
  public void end(String tenant, String clockId, Instant now) {
    // A card is its customer's, and stays.
  }
}
