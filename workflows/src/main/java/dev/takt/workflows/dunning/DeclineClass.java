package dev.takt.workflows.dunning;

import java.util.Locale;

/** What a decline allows to be done about it. */
public enum DeclineClass {
  /** The card must not be tried again, by the card scheme's rule. */
  NEVER(Reason.HARD_DECLINE),
  /** There is no money now; there may be another day. */
  NO_FUNDS(Reason.NO_FUNDS),
  /** A limit of the card is used up: it may do tomorrow, or in the next month. */
  LIMIT(Reason.NO_FUNDS),
  /** May work another day, nobody says why it did not. */
  LATER(Reason.SOFT_DECLINE),
  /** The bank suspects something: two more tries at most, days apart. */
  LATER_CAREFUL(Reason.SOFT_DECLINE),
  /** Nobody's fault, and over soon. */
  TECHNICAL(Reason.TECHNICAL),
  /** The customer must unblock the card at the bank. */
  CUSTOMER(Reason.SOFT_DECLINE),
  /** The bank wants the customer to approve the payment: no silent try can succeed. */
  AUTHENTICATION(Reason.AUTHENTICATION),
  /** Expired or wrong card data: only after a change. */
  FIX_DATA(Reason.EXPIRED_CARD),
  /** There is no card. */
  CARD_REMOVED(Reason.CARD_REMOVED),
  /** The merchant's set-up is at fault: an operator must mend it, the customer is not to blame. */
  CONFIGURATION(Reason.CONFIGURATION),
  /** No answer: to be looked up at the gateway, and never counted as a decline. */
  UNKNOWN(Reason.TECHNICAL);

  private final Reason reason;

  DeclineClass(Reason reason) {
    this.reason = reason;
  }

  /** The reason that a case has with it. */
  public Reason reason() {
    return reason;
  }

  /** Whether a silent try of the same card can ever succeed. */
  public boolean mayBeRetried() {
    return switch (this) {
      case NO_FUNDS, LIMIT, LATER, LATER_CAREFUL, TECHNICAL, CUSTOMER -> true;
      case NEVER, AUTHENTICATION, FIX_DATA, CARD_REMOVED, CONFIGURATION, UNKNOWN -> false;
    };
  }

  /** How it is written in the category of a payment. */
  public String code() {
    return this == NO_FUNDS || this == LIMIT ? LATER.code() : name().toLowerCase(Locale.ROOT);
  }
}
