package dev.takt.workflows.group;

import dev.takt.workflows.subscription.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Whose group it is.
 *
 * @param live whether it was made with a live key
 * @param clockId the test clock that its customer lives on
 */
public record GroupIdentity(
    String merchantId, boolean live, String groupId, String customerId, @Nullable String clockId) {

  /** The key that keeps one merchant's live or test data from all others'. */
  public String tenant() {
    return Identity.tenant(merchantId, live);
  }

  public String workflowId() {
    return "group/" + merchantId + "/" + groupId;
  }
}
