package dev.takt.workflows.einvoice;

import org.jspecify.annotations.Nullable;

/** How an invoice is to be paid. */
public sealed interface PaymentWay {

  /** By a card that is charged without the buyer's doing. */
  record ByCard() implements PaymentWay {}

  /**
   * By a Danish payment slip of card type 71.
   *
   * @param creditor its number, 8 digits
   * @param reference 15 digits
   */
  record Slip(String creditor, String reference) implements PaymentWay {}

  /**
   * To a Danish bank account.
   *
   * @param branch registration number, 4 digits
   */
  record DanishAccount(String branch, String account, @Nullable String reference)
      implements PaymentWay {}

  /** To a Swedish bankgiro; digits only. */
  record Bankgiro(String number, @Nullable String reference) implements PaymentWay {}

  /**
   * To any other account.
   *
   * @param account an IBAN, or a number that the country knows
   */
  record Transfer(String account, @Nullable String bic, @Nullable String reference)
      implements PaymentWay {}

  /** The seller has said no way. */
  record Unstated() implements PaymentWay {}
}
