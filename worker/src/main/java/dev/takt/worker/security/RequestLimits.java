package dev.takt.worker.security;

/**
 * How many requests a minute one process answers.
 *
 * @param perKey to one key
 * @param perAddress to one address without a valid key
 */
public record RequestLimits(int perKey, int perAddress) {
  /** Unless the environment says otherwise: far above what a program in good order does. */
  public static final RequestLimits USUAL = new RequestLimits(12_000, 600);
}
