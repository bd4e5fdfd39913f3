package dev.takt.api.access;

import dev.takt.records.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Merchants' keys. */
public interface ApiKeys extends Repository<ApiKey, String>, Rows<ApiKey>, Callers {

  @Query("select * from api_key where hash = :hash and revoked_at is null")
  Optional<ApiKey> findValid(byte[] hash);

  Optional<ApiKey> findByTenantAndId(String tenant, String id);

  List<ApiKey> findByTenantOrderByIdDesc(String tenant);

  /** Revokes a key unless no other could make keys after it; says whether it did. */
  @Modifying
  @Query(
      """
      update api_key set revoked_at = :at
      where tenant = :tenant and id = :id and revoked_at is null
        and exists (select 1 from api_key other
          where other.tenant = :tenant and other.id <> :id and other.revoked_at is null
            and 'ADMIN' = any (other.scopes))
      """)
  boolean revoke(String tenant, String id, Instant at);

  @Override
  default Optional<Caller> with(String key) {
    return findValid(ApiKey.hash(key))
        .map(
            known ->
                new Caller(
                    known.tenant(),
                    known.merchantId(),
                    known.live(),
                    known.id(),
                    Set.copyOf(known.scopes())));
  }
}
