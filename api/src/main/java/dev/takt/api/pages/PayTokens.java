package dev.takt.api.pages;

import dev.takt.api.dunning.PaymentLinks;
import dev.takt.api.web.Columns;
import dev.takt.api.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Repository;

/**
 * Tokens of links, of which hashes are kept; those that the API tells again are kept encrypted too,
 * with a key that is not in the database. A token has 256 random bits, so that its hash needs no
 * salt and looking it up by the hash tells nothing about how near a guess was.
 */
@Repository
class PayTokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final ObjectProvider<BytesEncryptor> encryptor;

  PayTokens(JdbcClient jdbc, ObjectProvider<BytesEncryptor> encryptor) {
    this.jdbc = jdbc;
    this.encryptor = encryptor;
  }

  /** A token that can be told again, and until when it is good. */
  record Standing(String token, Instant expiresAt) {}

  /** A new token that pays an invoice. */
  String make(String tenant, PaymentLinks.Debt debt, Duration life) {
    return Objects.requireNonNull(make(tenant, List.of(debt), life, null).get(debt.invoiceId()));
  }

  /**
   * A new token for each of these, that {@link #standing} finds again where there is a key to keep
   * secrets with; by their invoices' ids.
   */
  Map<String, String> makeStanding(String tenant, List<PaymentLinks.Debt> debts, Duration life) {
    return make(tenant, debts, life, encryptor.getIfAvailable());
  }

  /** The unused tokens that can be told again, by invoice: of each the one that lives longest. */
  Map<String, Standing> standing(String tenant, Collection<String> invoiceIds) {
    BytesEncryptor key = encryptor.getIfAvailable();
    Map<String, Standing> tokens = new HashMap<>();
    if (key == null) {
      return tokens;
    }
    jdbc.sql(
            """
            select distinct on (invoice_id) invoice_id, sealed_token, expires_at from pay_link
            where tenant = :tenant and invoice_id = any(:invoices) and sealed_token is not null
              and used_at is null
            order by invoice_id, expires_at desc, token_hash
            """)
        .param("tenant", tenant)
        .param("invoices", invoiceIds.toArray(String[]::new))
        .query(
            row -> {
              String token =
                  new String(key.decrypt(row.getBytes("sealed_token")), StandardCharsets.US_ASCII);
              tokens.put(
                  row.getString("invoice_id"),
                  new Standing(token, Columns.moment(row, "expires_at")));
            });
    return tokens;
  }

  /** In one statement, however many there are. */
  private Map<String, String> make(
      String tenant, List<PaymentLinks.Debt> debts, Duration life, @Nullable BytesEncryptor key) {
    Map<String, String> tokens = new HashMap<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (PaymentLinks.Debt debt : debts) {
      String token = random();
      tokens.put(debt.invoiceId(), token);
      Map<String, Object> row = new HashMap<>();
      row.put("hash", HexFormat.of().formatHex(sha256(token)));
      row.put("customer", debt.customerId());
      row.put("invoice", debt.invoiceId());
      row.put("made_at", debt.now().toString());
      row.put("over_at", debt.now().plus(life).toString());
      if (key != null) {
        byte[] sealed = key.encrypt(token.getBytes(StandardCharsets.US_ASCII));
        row.put("sealed", HexFormat.of().formatHex(sealed));
      }
      rows.add(row);
    }
    if (!rows.isEmpty()) {
      insert(tenant, rows);
    }
    return tokens;
  }

  private void insert(String tenant, List<Map<String, Object>> rows) {
    jdbc.sql(
            """
            insert into pay_link (token_hash, tenant, customer_id, invoice_id, purpose,
              created_at, expires_at, sealed_token)
            select decode(link.hash, 'hex'), :tenant, c.id, link.invoice, 'PAY_INVOICE',
              link.made_at, link.over_at, decode(link.sealed, 'hex')
            from jsonb_to_recordset(cast(:rows as jsonb)) as link (hash text, customer text,
              invoice text, made_at timestamptz, over_at timestamptz, sealed text)
            join customer c on c.id = link.customer and c.tenant = :tenant
            where c.erased_at is null for key share of c
            """)
        .param("tenant", tenant)
        .param("rows", StrictJson.MAPPER.writeValueAsString(rows))
        .update();
  }

  private static String random() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
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
