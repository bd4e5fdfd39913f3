package dev.takt.api.merchants;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A merchant as its invoices show it, and its agreements with its bank. It is never changed but
 * followed by another, so that an issued invoice stays as it was.
 *
 * @param fikCreditorNumber of Danish payment slips, 8 digits
 * @param bankgiro Swedish, digits with or without a hyphen
 */
@Table("seller")
public record Seller(
    @Id String id,
    String merchantId,
    @Nullable String companyNumber,
    @Nullable String vatNumber,
    @Embedded.Nullable @Nullable SellerAddress address,
    @Nullable String email,
    @Nullable String phone,
    @Embedded.Nullable @Nullable BankAccount bankAccount,
    @Nullable String fikCreditorNumber,
    @Embedded.Nullable(prefix = "kid_") @Nullable KidAgreement kid,
    @Nullable String bankgiro) {

  /** What is known of a merchant that has said nothing yet. */
  static Seller unknown(String merchantId) {
    return new Seller("", merchantId, null, null, null, null, null, null, null, null, null);
  }

  Seller withId(String next) {
    return new Seller(
        next,
        merchantId,
        companyNumber,
        vatNumber,
        address,
        email,
        phone,
        bankAccount,
        fikCreditorNumber,
        kid,
        bankgiro);
  }
}
