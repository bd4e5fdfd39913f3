package dev.takt.activities.references;

import dev.takt.activities.references.ReferenceScheme.Fik71;
import dev.takt.activities.references.ReferenceScheme.Kid;
import dev.takt.activities.references.ReferenceScheme.Ocr;
import dev.takt.activities.references.ReferenceScheme.Rf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant agreed with its bank about references of incoming payments.
 *
 * @param fik with the creditor's number, for Danish payment slips
 * @param kid with its length and modulus, for Norway
 * @param bankgiro the Swedish bankgiro number, digits with or without a hyphen
 */
public record BankSettings(@Nullable Fik71 fik, @Nullable Kid kid, @Nullable String bankgiro) {

  /**
   * The reference of an invoice: by ISO 11649 where its number is too large for the scheme that was
   * agreed, so that no bill waits for a longer one.
   *
   * @param country ISO 3166 alpha-2, of the merchant
   */
  public PaymentReference reference(String country, long number) {
    ReferenceScheme scheme = schemeIn(country);
    return scheme.holds(number) ? scheme.of(number) : new Rf().of(number);
  }

  /**
   * The scheme of a merchant's invoices: that of its country where the bank agreed to it, else ISO
   * 11649, which needs no agreement.
   *
   * @param country ISO 3166 alpha-2, of the merchant
   */
  ReferenceScheme schemeIn(String country) {
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
