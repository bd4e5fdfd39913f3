package dev.takt.workflows.wording.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A place in a text: {@code {{amount}}} stands for what is to be paid. */
public enum Placeholder {
  /** The customer's. */
  NAME("name"),
  MERCHANT("merchant"),
  /** What it is for. */
  PLAN("plan"),
  /** What is due, with its currency. */
  AMOUNT("amount"),
  INVOICE_NUMBER("invoiceNumber"),
  DUE_DATE("dueDate"),
  /** Why the payment failed, as a sentence. */
  WHY("why"),
  RETRY_ON("retryOn"),
  SUSPENDS_ON("suspendsOn"),
  ENDS_ON("endsOn"),
  /** The month in which a card expires. */
  MONTH("month"),
  FROM("from"),
  CARD("card"),
  /** The notice of another price, as a sentence. */
  NOTICE("notice"),
  /** The claim in its parts, a line each. */
  CLAIM("claim"),
  /** All that is claimed. */
  TOTAL("total"),
  /** The last day to pay that a letter sets. */
  DEADLINE("deadline"),
  /** Whose claim it is: name, address, number. */
  CREDITOR("creditor"),
  /** The account and the reference to pay with, as a sentence. */
  PAY_TO("payTo"),
  /** The secure page on which the customer pays or renews the card. */
  LINK("link");

  private final String key;

  Placeholder(String key) {
    this.key = key;
  }

  /** Its name between the braces. */
  public String key() {
    return key;
  }

  static Optional<Placeholder> of(String key) {
    return Arrays.stream(values()).filter(place -> place.key.equals(key)).findFirst();
  }

  /** The names of all. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Placeholder::key).toList();
  }
}
