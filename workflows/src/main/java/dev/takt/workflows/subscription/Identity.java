package dev.takt.workflows.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Whose subscription it is.
 *
 * @param live whether it was made with a live key; test and live data never meet
 * @param clockId the test clock that its customer lives on
 */
public record Identity(
    String merchantId,
    boolean live,
    String subscriptionId,
    String customerId,
    @Nullable String clockId) {

  /** The key that keeps one merchant's live or test data from all others'. */
  public String tenant() {
    return tenant(merchantId, live);
  }

  public static String tenant(String merchantId, boolean live) {
    return merchantId + (live ? "/live" : "/test");
  }

  public String workflowId() {
    return "subscription/" + merchantId + "/" + subscriptionId;
  }
}
