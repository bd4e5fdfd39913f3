package dev.takt.activities.payments;

/** No answer came: the gateway may or may not have done what it was asked. */
public class GatewayTimeout extends RuntimeException {
  public GatewayTimeout(String message) {
    super(message);
  }
}
