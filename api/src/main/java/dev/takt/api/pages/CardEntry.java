package dev.takt.api.pages;

import java.util.List;

/**
 * How a customer enters a new card on the page. The card's number never comes to us: a gateway's
 * own fields turn it into a token. A gateway that can be used here is one of these.
 */
interface CardEntry {

  /** The gateway's name in requests. */
  String gateway();

  /** Whether it is offered to these customers. */
  boolean isFor(String tenant);

  /** What can be chosen: a token, and the key of its words. */
  List<Choice> choices();

  /** A card that can be chosen instead of entered. */
  record Choice(String token, String words) {}
}
