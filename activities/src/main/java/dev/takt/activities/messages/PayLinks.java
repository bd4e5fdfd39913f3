package dev.takt.activities.messages;

import dev.takt.activities.records.SqlValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes links to the hosted page. A link is a secret: whoever has it may pay an invoice or renew a
 * card, and sees what for. It is made when it goes out, and only the hash of its token is kept, so
 * nobody can read one afterwards: another is made instead.
 */
@Component
public class PayLinks {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final JdbcClient database;
  private final PublicAddress address;
  private final Duration life;

  PayLinks(JdbcClient database, PublicAddress address, PayLinkSettings settings) {
    this.database = database;
    this.address = address;
    this.life = Duration.ofDays(settings.payLinkDays());
  }

  /** A link that pays an invoice. */
  public String toPay(String tenant, String customerId, String invoiceId, Instant at) {
    return make(tenant, customerId, invoiceId, "PAY_INVOICE", at);
  }

  /** A link that renews the customer's card. */
  public String toRenewCard(String tenant, String customerId, Instant at) {
    return make(tenant, customerId, null, "RENEW_CARD", at);
  }

  private String make(
      String tenant, String customerId, @Nullable String invoiceId, String purpose, Instant at) {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    database
        .sql(
            """
            insert into pay_link (token_hash, tenant, customer_id, invoice_id, purpose,
              created_at, expires_at)
            select cast(:hash as bytea), :tenant, id, cast(:invoice as text), :purpose,
              cast(:at as timestamptz), cast(:expires as timestamptz)
            from customer
            where tenant = :tenant and id = :customer and erased_at is null for key share
            """)
        .param("hash", sha256(token))
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("invoice", invoiceId)
        .param("purpose", purpose)
        .param("at", SqlValues.instant(at))
        .param("expires", SqlValues.instant(at.plus(life)))
        .update();
    return address.base() + "/pay/" + token;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
