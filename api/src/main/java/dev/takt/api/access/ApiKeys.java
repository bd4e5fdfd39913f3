package dev.takt.api.access;

import dev.takt.api.web.Columns;
import dev.takt.workflows.subscription.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Merchants' keys. Only a key's SHA-256 is stored: with 256 random bits in each, there is nothing
 * to guess, so neither salt nor a slow hash would add anything.
 */
@Repository
public class ApiKeys {
  private final JdbcClient jdbc;
  private final SecureRandom random = new SecureRandom();

  ApiKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A key as it may be shown again. */
  public record ApiKey(
      String id,
      boolean live,
      String last4,
      @Nullable String name,
      List<Scope> scopes,
      Instant createdAt,
      @Nullable Instant revokedAt) {
    public ApiKey {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * Makes a key and answers with its text, which is not kept. Of an id that is there the text is
   * made anew: nobody was told the one before.
   */
  public String create(
      String id,
      String merchantId,
      boolean live,
      @Nullable String name,
      Set<Scope> scopes,
      Instant at) {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    String key =
        (live ? "sk_live_" : "sk_test_")
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    jdbc.sql(
            """
            insert into api_key
              (id, tenant, merchant_id, live, hash, last4, name, scopes, created_at)
            values (:id, :tenant, :merchant, :live, :hash, :last4, :name,
              cast(:scopes as text[]), :at)
            on conflict (id) do update set hash = excluded.hash, last4 = excluded.last4
            """)
        .param("id", id)
        .param("tenant", Identity.tenant(merchantId, live))
        .param("merchant", merchantId)
        .param("live", live)
        .param("hash", sha256(key))
        .param("last4", key.substring(key.length() - 4))
        .param("name", name)
        .param("scopes", scopes.stream().sorted().map(Scope::name).toArray(String[]::new))
        .param("at", Columns.at(at))
        .update();
    return key;
  }

  Optional<Caller> callerWith(String key) {
    return jdbc.sql(
            """
            select id, tenant, merchant_id, live, scopes from api_key
            where hash = :hash and revoked_at is null
            """)
        .param("hash", sha256(key))
        .query(
            (row, _) ->
                new Caller(
                    row.getString("tenant"),
                    row.getString("merchant_id"),
                    row.getBoolean("live"),
                    row.getString("id"),
                    Set.copyOf(scopes(row))))
        .optional();
  }

  public List<ApiKey> of(String tenant) {
    return jdbc.sql(
            """
            select id, live, last4, name, scopes, created_at, revoked_at from api_key
            where tenant = :tenant order by id desc
            """)
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new ApiKey(
                    row.getString("id"),
                    row.getBoolean("live"),
                    row.getString("last4"),
                    row.getString("name"),
                    scopes(row),
                    Columns.moment(row, "created_at"),
                    Columns.instant(row, "revoked_at")))
        .list();
  }

  /** Revokes a key unless no other could make keys after it; says whether it did. */
  public boolean revoke(String tenant, String id, Instant at) {
    // The lock keeps two requests from revoking each other's last key.
    jdbc.sql("select 1 from ledger where tenant = :tenant for update")
        .param("tenant", tenant)
        .query(Integer.class)
        .single();
    return jdbc.sql(
                """
                update api_key set revoked_at = :at
                where tenant = :tenant and id = :id and revoked_at is null
                  and exists (select 1 from api_key other
                    where other.tenant = :tenant and other.id <> :id and other.revoked_at is null
                      and 'ADMIN' = any (other.scopes))
                """)
            .param("tenant", tenant)
            .param("id", id)
            .param("at", Columns.at(at))
            .update()
        == 1;
  }

  private static List<Scope> scopes(ResultSet row) throws SQLException {
    String[] names = (String[]) row.getArray("scopes").getArray();
    return Arrays.stream(names).map(Scope::valueOf).toList();
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
