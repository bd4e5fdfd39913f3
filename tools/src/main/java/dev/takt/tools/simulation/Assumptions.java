package dev.takt.tools.simulation;

/**
 * What the simulation assumes, in thousandths; docs/dunning.md says where each comes from.
 *
 * @param staying customers who want to go on: others react to no message
 * @param neverFunded accounts without money that are not filled in time
 * @param fundedAtPayday accounts that are filled on the next payday; the rest within ten days
 * @param daysFunded how many days the money lasts
 * @param fundedSuccess tries of a filled account that succeed
 * @param technicalSuccess tries after a technical fault that succeed
 * @param softFirst first tries after an unexplained refusal that succeed
 * @param softLater later ones
 * @param carefulSuccess tries after a suspicion that succeed
 * @param firstWord customers who pay because of the first message
 * @param laterWord because of a later one
 * @param lastWord because of a last notice, or when service is withheld
 */
record Assumptions(
    int staying,
    int neverFunded,
    int fundedAtPayday,
    int daysFunded,
    int fundedSuccess,
    int technicalSuccess,
    int softFirst,
    int softLater,
    int carefulSuccess,
    int firstWord,
    int laterWord,
    int lastWord) {
  static final Assumptions DOCUMENTED =
      new Assumptions(900, 150, 500, 10, 900, 900, 300, 120, 80, 150, 150, 180);

  /** The decline of a lot from 0 to 999: the mix. */
  String code(int lot) {
    if (lot < 380) {
      return "insufficient_funds";
    }
    if (lot < 550) {
      return "do_not_honor";
    }
    if (lot < 580) {
      return "suspected_fraud";
    }
    if (lot < 680) {
      return "issuer_not_available";
    }
    if (lot < 860) {
      return "expired_card";
    }
    if (lot < 920) {
      return "card_removed";
    }
    return lot < 970 ? "stolen_card" : "authentication_required";
  }
}
