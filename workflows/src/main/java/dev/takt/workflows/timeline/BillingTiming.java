package dev.takt.workflows.timeline;

/**
 * Whether a nominal period is billed on its first active day or when its last active segment ends.
 */
public enum BillingTiming {
  IN_ADVANCE,
  IN_ARREARS
}
