package dev.takt.api.pages;

import dev.takt.api.web.Columns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Tokens of links, of which only hashes are kept. A token has 256 random bits, so that its hash
 * needs no salt and looking it up by the hash tells nothing about how near a guess was.
 */
@Repository
class PayTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;

  PayTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A new token that pays an invoice. */
  String make(String tenant, String customerId, String invoiceId, Instant at, Instant expiresAt) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    jdbc.sql(
            """
            insert into pay_link (token_hash, tenant, customer_id, invoice_id, purpose,
              created_at, expires_at)
            values (:hash, :tenant, :customer, :invoice, 'PAY_INVOICE', :at, :expires)
            """)
        .param("hash", sha256(token))
        .param("tenant", tenant)
        .param("customer", customerId)
        .param("invoice", invoiceId)
        .param("at", Columns.at(at))
        .param("expires", Columns.at(expiresAt))
        .update();
    return token;
  }

  /** What a token stands for, whether or not it is still good. */
  Optional<PayLink> find(String token) {
    return jdbc.sql(
            """
            select p.*, l.merchant_id from pay_link p join ledger l on l.tenant = p.tenant
            where p.token_hash = :hash
            """)
        .param("hash", sha256(token))
        .query(PayTokens::link)
        .optional();
  }

  private static PayLink link(ResultSet row, int number) throws SQLException {
    return new PayLink(
        HexFormat.of().formatHex(row.getBytes("token_hash")),
        row.getString("tenant"),
        row.getString("merchant_id"),
        row.getString("customer_id"),
        row.getString("invoice_id"),
        PayLink.Purpose.valueOf(row.getString("purpose")),
        Columns.moment(row, "expires_at"),
        Columns.instant(row, "used_at"));
  }

  /** Notes that its purpose is fulfilled: from then on it is as good as unknown. */
  void use(PayLink link) {
    jdbc.sql(
            """
            update pay_link set used_at = now()
            where tenant = :tenant and token_hash = :hash and used_at is null
            """)
        .param("tenant", link.tenant())
        .param("hash", HexFormat.of().parseHex(link.hash()))
        .update();
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
