package dev.takt.api.idempotency;

import dev.takt.api.web.Columns;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of keys and answers; those of two days ago are swept out daily. Its row is the lock:
 * whoever inserts it, or takes it over, runs the request. It says
 *
 * <ul>
 *   <li>running: {@code status} is null. After a minute without an answer whoever ran it is dead,
 *       and another takes over.
 *   <li>to be tried again: {@code status} 503 without a body. The row stays, so that the next try
 *       makes the same ids.
 *   <li>done: {@code status} and {@code body}.
 * </ul>
 */
@Repository
class IdempotencyStore {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  IdempotencyStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** What a key stands for. */
  sealed interface Found {}

  /** This request is to run now, perhaps not for the first time. */
  record Mine(Instant since, boolean again) implements Found {}

  record Done(Answer answer) implements Found {}

  record Running() implements Found {}

  /** The key was used for something else. */
  record Other() implements Found {}

  Found claim(String tenant, String key, byte[] hash) {
    return inserted(tenant, key, hash)
        .map(since -> new Mine(since, false))
        .or(() -> takenOver(tenant, key, hash).map(since -> new Mine(since, true)))
        .<Found>map(mine -> mine)
        .orElseGet(() -> look(tenant, key, hash));
  }

  private Optional<Instant> inserted(String tenant, String key, byte[] hash) {
    return claimed(
        """
        insert into idempotency_key (tenant, key, request_hash) values (:tenant, :key, :hash)
        on conflict do nothing returning created_at
        """,
        tenant,
        key,
        hash);
  }

  private Optional<Instant> takenOver(String tenant, String key, byte[] hash) {
    return claimed(
        """
        update idempotency_key set status = null, claimed_at = clock_timestamp()
        where tenant = :tenant and key = :key and request_hash = :hash
          and (status = 503 and body is null
            or status is null and claimed_at < clock_timestamp() - interval '60 seconds')
        returning created_at
        """,
        tenant,
        key,
        hash);
  }

  private Optional<Instant> claimed(String sql, String tenant, String key, byte[] hash) {
    return jdbc.sql(sql)
        .param("tenant", tenant)
        .param("key", key)
        .param("hash", hash)
        .query((row, _) -> Columns.moment(row, "created_at"))
        .optional();
  }

  private Found look(String tenant, String key, byte[] hash) {
    return jdbc.sql(
            """
            select request_hash, status, content_type, body, etag from idempotency_key
            where tenant = :tenant and key = :key
            """)
        .param("tenant", tenant)
        .param("key", key)
        .query(
            (row, _) -> {
              if (!MessageDigest.isEqual(row.getBytes("request_hash"), hash)) {
                return new Other();
              }
              byte[] body = row.getBytes("body");
              return body == null
                  ? new Running()
                  : new Done(
                      new Answer(
                          row.getInt("status"),
                          row.getString("content_type"),
                          body,
                          row.getString("etag")));
            })
        .optional()
        .orElseGet(Running::new);
  }

  /**
   * Keeps an answer, unless it is about somebody whose personal data was deleted meanwhile.
   *
   * @param about ids of what the request and its answer are about
   */
  void keep(String tenant, String key, Answer answer, Set<String> about) {
    transaction.executeWithoutResult(
        status -> {
          if (isOfErased(tenant, about)) {
            release(tenant, key);
          } else {
            write(tenant, key, answer, about);
          }
        });
  }

  private void write(String tenant, String key, Answer answer, Set<String> about) {
    jdbc.sql(
            """
            update idempotency_key
            set status = :status, content_type = :type, body = :body, etag = :etag, about = :about
            where tenant = :tenant and key = :key and status is null
            """)
        .param("tenant", tenant)
        .param("key", key)
        .param("status", answer.status())
        .param("type", answer.contentType())
        .param("body", answer.body())
        .param("etag", answer.etag())
        .param("about", about.toArray(String[]::new))
        .update();
  }

  /** Their customers are held until the answer is kept: a deletion comes before it or after it. */
  private boolean isOfErased(String tenant, Set<String> about) {
    return jdbc.sql(
            """
            select erased_at is not null from customer
            where tenant = :tenant and (id = any(:about) or id in (
              select customer_id from subscription where tenant = :tenant and id = any(:about)))
            for key share
            """)
        .param("tenant", tenant)
        .param("about", about.toArray(String[]::new))
        .query(Boolean.class)
        .list()
        .contains(true);
  }

  void release(String tenant, String key) {
    jdbc.sql(
            """
            update idempotency_key set status = 503
            where tenant = :tenant and key = :key and status is null
            """)
        .param("tenant", tenant)
        .param("key", key)
        .update();
  }

  void forget(String tenant, String key) {
    jdbc.sql("delete from idempotency_key where tenant = :tenant and key = :key")
        .param("tenant", tenant)
        .param("key", key)
        .update();
  }
}
