package dev.takt.activities.payments;

import java.util.Map;

/** What kind of refusal a decline code is, as dunning sorts them. */
enum DeclineCategory {
  /** May work another day. */
  LATER,
  /** Works when the customer renews the card. */
  FIX_DATA,
  /** There is no card to charge. */
  CARD_REMOVED,
  /** Must not be tried again. */
  NEVER,
  /** Nobody's fault: may be tried again soon. */
  TECHNICAL;

  private static final Map<String, DeclineCategory> BY_CODE =
      Map.of(
          "insufficient_funds", LATER,
          "do_not_honor", LATER,
          "expired_card", FIX_DATA,
          "card_removed", CARD_REMOVED,
          "no_payment_method", CARD_REMOVED,
          "stolen_card", NEVER,
          "technical", TECHNICAL);

  /** The category of a code; one that nobody has heard of may work another day. */
  static DeclineCategory of(String declineCode) {
    return BY_CODE.getOrDefault(declineCode, LATER);
  }

  String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
