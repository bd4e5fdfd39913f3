package dev.takt.workflows.subscription;

/**
 * An invoice whose amount is to be collected by card.
 *
 * @param attempt counts from 1; together with the invoice it is the gateway's idempotency key
 */
public record Charge(String invoiceId, int attempt) {}
