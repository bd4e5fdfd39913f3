package dev.takt.activities.bank;

import dev.takt.activities.records.Ids;
import dev.takt.activities.records.SqlValues;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes files of banks in that come by another way than REST, to be read by an errand. */
@Component
public class BankFileIntake {
  private final JdbcClient database;

  BankFileIntake(JdbcClient database) {
    this.database = database;
  }

  /** Whether there is such a tenant. */
  public boolean knows(String tenant) {
    return database
        .sql("select exists (select 1 from ledger where tenant = :tenant)")
        .param("tenant", tenant)
        .query(Boolean.class)
        .single();
  }

  /**
   * Keeps a file until it is read. A file that is taken in twice, from one place and of one time,
   * is one.
   *
   * @param place where it was
   * @param writtenAt when it was written there
   * @return its id, as that of the statement that it will be
   */
  public String add(String tenant, String place, Instant writtenAt, byte[] content, Instant at) {
    String id =
        Ids.of(
            "bst",
            tenant,
            place + "\n" + writtenAt + "\n" + digest(content),
            writtenAt.atZone(ZoneOffset.UTC).toLocalDate(),
            0);
    database
        .sql(
            """
            insert into bank_file (id, tenant, content, received_at)
            values (:id, :tenant, :content, :at) on conflict do nothing
            """)
        .param("id", id)
        .param("tenant", tenant)
        .param("content", content)
        .param("at", SqlValues.instant(at))
        .update();
    return id;
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
