package dev.takt.activities.bank.references;

import dev.takt.activities.bank.references.ReferenceScheme.Fik71;
import dev.takt.activities.bank.references.ReferenceScheme.Kid;
import dev.takt.activities.bank.references.ReferenceScheme.Ocr;
import dev.takt.activities.bank.references.ReferenceScheme.Rf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant agreed with its bank about references of incoming payments.
 *
 * @param fik with the creditor's number, for Danish payment slips
 * @param kid with its length and modulus, for Norway
 * @param bankgiro the Swedish bankgiro number, digits with or without a hyphen
 * @param iban the account that a reference by ISO 11649 is for
 */
public record BankSettings(
    @Nullable Fik71 fik, @Nullable Kid kid, @Nullable String bankgiro, @Nullable String iban) {

  /**
   * The scheme of a merchant's invoices: that of its country where the bank agreed to it, else ISO
   * 11649, which needs no agreement.
   *
   * @param country ISO 3166 alpha-2, of the merchant
   */
  public ReferenceScheme schemeIn(String country) {
    Optional<ReferenceScheme> agreed =
        switch (country) {
          case "DK" -> Optional.ofNullable(fik);
          case "NO" -> Optional.ofNullable(kid);
          case "SE" -> Optional.ofNullable(bankgiro).map(_ -> new Ocr());
          default -> Optional.empty();
        };
    return agreed.orElseGet(Rf::new);
  }
}
