package dev.takt.api.access;

import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Ledgers;
import dev.takt.workflows.subscription.Identity;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The making and revoking of keys. */
@Service
public class ApiKeyIssuer {
  private final ApiKeys keys;
  private final Ledgers ledgers;
  private final SecureRandom random = new SecureRandom();

  ApiKeyIssuer(ApiKeys keys, Ledgers ledgers) {
    this.keys = keys;
    this.ledgers = ledgers;
  }

  /**
   * Makes a key and answers with its text, which is not kept. Of an id that is there the text is
   * made anew: nobody was told the one before.
   */
  @Transactional
  public String create(
      String id,
      String merchantId,
      boolean live,
      @Nullable String name,
      Set<Scope> scopes,
      Instant at) {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    String text =
        (live ? "sk_live_" : "sk_test_")
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    String tenant = Identity.tenant(merchantId, live);
    ApiKey blank =
        new ApiKey(
            id,
            tenant,
            merchantId,
            live,
            new byte[0],
            "",
            name,
            scopes.stream().sorted().toList(),
            at,
            null);
    keys.put(keys.findByTenantAndId(tenant, id).orElse(blank).withText(text));
    return text;
  }

  /**
   * Revokes a key.
   *
   * @throws Problem {@code last_key} when no other could make keys after it
   */
  @Transactional
  public void revoke(String tenant, String id, Instant at) {
    // The lock keeps two requests from revoking each other's last key.
    var _ = ledgers.findForUpdateByTenant(tenant).orElseThrow();
    ApiKey key =
        keys.findByTenantAndId(tenant, id)
            .orElseThrow(() -> Problem.notFound("there is no key " + id).asException());
    if (key.revokedAt() == null && !keys.revoke(tenant, id, at)) {
      throw Problem.conflict(
              "last_key", "this is the last key that can make keys: make another one first")
          .asException();
    }
  }
}
