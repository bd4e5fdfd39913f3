package dev.takt.workflows.wording.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A place in a text: {@code {{amount}}} stands for what is to be paid. */
public enum Placeholder {
  /** The customer's. */
  NAME("name", "Åse Sørensen"),
  MERCHANT("merchant", "Bladet ApS"),
  /** What it is for. */
  PLAN("plan", "Avisen"),
  /** What is due, with its currency. */
  AMOUNT("amount", "310,00 DKK"),
  INVOICE_NUMBER("invoiceNumber", "1001"),
  DUE_DATE("dueDate", "1. marts 2026"),
  /** Why the payment failed, as a sentence. */
  WHY("why", "Banken afviste betalingen."),
  RETRY_ON("retryOn", "4. marts 2026"),
  SUSPENDS_ON("suspendsOn", "15. marts 2026"),
  ENDS_ON("endsOn", "31. marts 2026"),
  /** The month in which a card expires. */
  MONTH("month", "marts 2026"),
  FROM("from", "1. april 2026"),
  CARD("card", "Visa •••• 4242"),
  /** The notice of another price, as a sentence. */
  NOTICE("notice", "Fra 1. april 2026 koster en periode 350,00 DKK i stedet for 310,00 DKK."),
  /** The secure page on which the customer pays or renews the card. */
  LINK("link", "https://takt.example/pay/EXAMPLE");

  private final String key;
  private final String sample;

  Placeholder(String key, String sample) {
    this.key = key;
    this.sample = sample;
  }

  /** Its name between the braces. */
  public String key() {
    return key;
  }

  /** What stands there in a Danish example. */
  public String sample() {
    return sample;
  }

  static Optional<Placeholder> of(String key) {
    return Arrays.stream(values()).filter(place -> place.key.equals(key)).findFirst();
  }

  /** The names of all. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Placeholder::key).toList();
  }
}
