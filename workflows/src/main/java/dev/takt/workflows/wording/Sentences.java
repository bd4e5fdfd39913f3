package dev.takt.workflows.wording;

/** The sentences, with places for figures. */
final class Sentences {
  private Sentences() {}

  static String of(Explanation.Reason reason, Language language) {
    return switch (language) {
      case DA -> danish(reason);
      case NB -> norwegian(reason);
      case SV -> swedish(reason);
      case EN -> english(reason);
    };
  }

  static String ofBalance(Language language) {
    return switch (language) {
      case DA -> "Tilgode fra et afsluttet abonnement.";
      case NB -> "Til gode fra et avsluttet abonnement.";
      case SV -> "Tillgodo från ett avslutat abonnemang.";
      case EN -> "Credit from an ended subscription.";
    };
  }

  private static String english(Explanation.Reason reason) {
    return switch (reason) {
      case WHOLE_PERIOD -> "A whole period, {from} to {last}, at {price}.";
      case FIRST_SHORT_PERIOD ->
          "A short first period: {days} of {of} days, {from} to {last}. A whole period costs"
              + " {price}.";
      case BEFORE_PAUSE ->
          "{days} of {of} days: the service is paused from {to}. A whole period costs {price}.";
      case AFTER_PAUSE ->
          "{days} of {of} days: the service resumes on {from} after the pause. A whole period costs"
              + " {price}.";
      case BETWEEN_PAUSES ->
          "{days} of {of} days: service between two pauses, {from} to {last}. A whole period costs"
              + " {price}.";
      case UNTIL_END ->
          "{days} of {of} days: the subscription ends on {to}. A whole period costs {price}.";
      case PRICE_CHANGE ->
          "{days} of {of} days, {from} to {last}, at the price of {price} for a whole period that"
              + " holds on these days.";
      case CREDIT_FOR_PAUSE ->
          "{amount} deducted: it was paid for time from {from} to {last} that is paused.";
      case CREDIT_FOR_END ->
          "{amount} deducted: it was paid for time after the end, {from} to {last}.";
      case CREDIT_FOR_PRICE ->
          "{amount} deducted: {from} to {last} has become cheaper than what was paid.";
      case DEARER -> "{amount} added: {from} to {last} has become dearer than what was paid.";
    };
  }

  private static String danish(Explanation.Reason reason) {
    return switch (reason) {
      case WHOLE_PERIOD -> "En hel periode, {from} til {last}, til {price}.";
      case FIRST_SHORT_PERIOD ->
          "En kort første periode: {days} af {of} dage, {from} til {last}. En hel periode koster"
              + " {price}.";
      case BEFORE_PAUSE ->
          "{days} af {of} dage: abonnementet er på pause fra {to}. En hel periode koster {price}.";
      case AFTER_PAUSE ->
          "{days} af {of} dage: abonnementet fortsætter {from} efter pausen. En hel periode koster"
              + " {price}.";
      case BETWEEN_PAUSES ->
          "{days} af {of} dage mellem to pauser, {from} til {last}. En hel periode koster {price}.";
      case UNTIL_END ->
          "{days} af {of} dage: abonnementet slutter {to}. En hel periode koster {price}.";
      case PRICE_CHANGE ->
          "{days} af {of} dage, {from} til {last}, til den pris på {price} for en hel periode, der"
              + " gælder disse dage.";
      case CREDIT_FOR_PAUSE ->
          "{amount} trukket fra: beløbet var betalt for tiden {from} til {last}, hvor abonnementet"
              + " er på pause.";
      case CREDIT_FOR_END ->
          "{amount} trukket fra: beløbet var betalt for tiden efter ophøret, {from} til {last}.";
      case CREDIT_FOR_PRICE ->
          "{amount} trukket fra: {from} til {last} er blevet billigere end det betalte.";
      case DEARER -> "{amount} lagt til: {from} til {last} er blevet dyrere end det betalte.";
    };
  }

  private static String norwegian(Explanation.Reason reason) {
    return switch (reason) {
      case WHOLE_PERIOD -> "En hel periode, {from} til {last}, til {price}.";
      case FIRST_SHORT_PERIOD ->
          "En kort første periode: {days} av {of} dager, {from} til {last}. En hel periode koster"
              + " {price}.";
      case BEFORE_PAUSE ->
          "{days} av {of} dager: abonnementet er satt på pause fra {to}. En hel periode koster"
              + " {price}.";
      case AFTER_PAUSE ->
          "{days} av {of} dager: abonnementet fortsetter {from} etter pausen. En hel periode koster"
              + " {price}.";
      case BETWEEN_PAUSES ->
          "{days} av {of} dager mellom to pauser, {from} til {last}. En hel periode koster"
              + " {price}.";
      case UNTIL_END ->
          "{days} av {of} dager: abonnementet avsluttes {to}. En hel periode koster {price}.";
      case PRICE_CHANGE ->
          "{days} av {of} dager, {from} til {last}, til prisen på {price} for en hel periode som"
              + " gjelder disse dagene.";
      case CREDIT_FOR_PAUSE ->
          "{amount} trukket fra: beløpet var betalt for tiden {from} til {last}, da abonnementet er"
              + " satt på pause.";
      case CREDIT_FOR_END ->
          "{amount} trukket fra: beløpet var betalt for tiden etter avslutningen, {from} til"
              + " {last}.";
      case CREDIT_FOR_PRICE ->
          "{amount} trukket fra: {from} til {last} er blitt billigere enn det som ble betalt.";
      case DEARER -> "{amount} lagt til: {from} til {last} er blitt dyrere enn det som ble betalt.";
    };
  }

  private static String swedish(Explanation.Reason reason) {
    return switch (reason) {
      case WHOLE_PERIOD -> "En hel period, {from} till {last}, för {price}.";
      case FIRST_SHORT_PERIOD ->
          "En kort första period: {days} av {of} dagar, {from} till {last}. En hel period kostar"
              + " {price}.";
      case BEFORE_PAUSE ->
          "{days} av {of} dagar: abonnemanget är pausat från {to}. En hel period kostar {price}.";
      case AFTER_PAUSE ->
          "{days} av {of} dagar: abonnemanget fortsätter {from} efter pausen. En hel period kostar"
              + " {price}.";
      case BETWEEN_PAUSES ->
          "{days} av {of} dagar mellan två pauser, {from} till {last}. En hel period kostar"
              + " {price}.";
      case UNTIL_END ->
          "{days} av {of} dagar: abonnemanget upphör {to}. En hel period kostar {price}.";
      case PRICE_CHANGE ->
          "{days} av {of} dagar, {from} till {last}, till priset {price} för en hel period som"
              + " gäller dessa dagar.";
      case CREDIT_FOR_PAUSE ->
          "{amount} avdraget: beloppet var betalt för tiden {from} till {last} då abonnemanget är"
              + " pausat.";
      case CREDIT_FOR_END ->
          "{amount} avdraget: beloppet var betalt för tiden efter upphörandet, {from} till {last}.";
      case CREDIT_FOR_PRICE ->
          "{amount} avdraget: {from} till {last} har blivit billigare än det betalda.";
      case DEARER -> "{amount} tillagt: {from} till {last} har blivit dyrare än det betalda.";
    };
  }
}
