package dev.takt.records.customers;

import org.jspecify.annotations.Nullable;

/**
 * The account to which a customer's money goes back that no payment method can take: by its IBAN,
 * or as the customer's country numbers accounts.
 *
 * @param registrationNumber of the branch of a Danish bank
 */
public record PayeeAccount(
    @Nullable String registrationNumber,
    @Nullable String accountNumber,
    @Nullable String iban,
    @Nullable String bic) {}
