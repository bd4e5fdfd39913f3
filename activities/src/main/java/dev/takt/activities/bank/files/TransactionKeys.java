package dev.takt.activities.bank.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a file's transactions. The bank's own reference makes one wherever it gives one, with
 * the account and the amount; where it gives none, all that it says of the transaction does. A file
 * in which a key comes again numbers it, in the order of the file.
 */
final class TransactionKeys {
  /** What banks write into a field that must not be empty. */
  private static final Set<String> NO_REFERENCE = Set.of("NOTPROVIDED", "NONREF", "NOREF");

  private static final int DIGEST_BYTES = 12;

  private final Map<String, Integer> given = new HashMap<>();

  /** A reference that is one: null where it is missing or says that there is none. */
  static @Nullable String meaningful(@Nullable String reference) {
    return reference == null || NO_REFERENCE.contains(reference) ? null : reference;
  }

  /**
   * A key of the file, not given before.
   *
   * @param parts of the bank's reference
   */
  String of(String account, long signedAmount, String... parts) {
    String key = account + "/" + String.join("/", parts) + "/" + signedAmount;
    int times = given.merge(key, 1, Integer::sum);
    return times == 1 ? key : key + "#" + times;
  }

  /** A stand-in for the bank's reference, made of what it says of a transaction. */
  static String digest(Object content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return "~" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
