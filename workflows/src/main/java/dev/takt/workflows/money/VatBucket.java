package dev.takt.workflows.money;

/**
 * How an amount is taxed: amounts of one bucket may be added up before their VAT is computed.
 *
 * @param vatRate in per cent, as a decimal text
 * @param includesVat whether the amount holds the VAT already
 */
public record VatBucket(String vatRate, boolean includesVat) {}
