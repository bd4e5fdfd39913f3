package dev.takt.activities.records;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Ids of rows: a prefix that says what it is, and a part that sorts by time of making. */
public final class Ids {
  private static final int BITS_OF_OWNER = 40;

  private Ids() {}

  /** A new id, such as {@code inv_01jd…}. */
  public static String next(String prefix) {
    return text(prefix, UlidCreator.getMonotonicUlid());
  }

  /**
   * The id of something that there is once for what it is made of, such as the invoice of a
   * subscription's date: whoever makes it again gets the same. Gateways know charges and refunds by
   * it, so what was lost with a database and is made anew moves no money a second time.
   *
   * <p>It sorts by business date, then by number, then by the age of what it is about.
   *
   * @param tenant whose it is
   * @param owner the id of what it is about
   * @param on its business date
   * @param nth which one of that owner and date, from 0
   */
  public static String of(String prefix, String tenant, String owner, LocalDate on, int nth) {
    byte[] hash = sha256(String.join("\n", prefix, tenant, owner, on.toString(), "" + nth));
    ByteBuffer random = ByteBuffer.wrap(hash);
    long time = on.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() + nth;
    long age = age(owner) & ((1L << BITS_OF_OWNER) - 1);
    long upper = time << 16 | age >>> 24;
    long lower = age << 40 | random.getLong() >>> 24;
    return text(prefix, new Ulid(upper, lower));
  }

  /** When it was made, in milliseconds; 0 of an id that does not tell. */
  private static long age(String id) {
    String sortable = id.substring(id.lastIndexOf('_') + 1);
    return Ulid.isValid(sortable) ? Ulid.from(sortable).getTime() : 0;
  }

  private static String text(String prefix, Ulid ulid) {
    return prefix + "_" + ulid.toString().toLowerCase(Locale.ROOT);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
