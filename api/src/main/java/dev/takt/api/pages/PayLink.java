package dev.takt.api.pages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token stands for.
 *
 * @param hash of the token, in hexadecimal digits
 * @param invoiceId always there with {@link Purpose#PAY_INVOICE}
 * @param expiresAt on the business clock
 * @param usedAt in real time: when its purpose was fulfilled
 */
record PayLink(
    String hash,
    String tenant,
    String merchantId,
    String customerId,
    @Nullable String invoiceId,
    Purpose purpose,
    Instant expiresAt,
    @Nullable Instant usedAt) {

  enum Purpose {
    PAY_INVOICE,
    RENEW_CARD
  }

  boolean isTest() {
    return tenant.endsWith("/test");
  }
}
