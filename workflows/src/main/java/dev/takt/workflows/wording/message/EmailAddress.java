package dev.takt.workflows.wording.message;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address as mail servers take it: letters beyond ASCII are never replaced by others that
 * look alike, since that is another person's address. A domain is written as IDNA does (RFC 5891);
 * a local part with such letters needs a server with SMTPUTF8 (RFC 6531).
 *
 * @param local what stands before the {@code @}
 * @param domain what stands behind it, in ASCII
 */
public record EmailAddress(String local, String domain) {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL = 64;
  private static final String SPECIALS = "!#$%&'*+/=?^_`{|}~-";
  private static final String NO_ADDRESS = "must be an e-mail address";

  /** The address that a text is; empty where there is a {@link #fault}. */
  public static Optional<EmailAddress> of(String text) {
    return fault(text) == null ? parsed(text) : Optional.empty();
  }

  /** Why no mail can ever go to a text; null where it can. */
  public static @Nullable String fault(String text) {
    // Before anything looks at it: what comes next need not fear long texts.
    if (text.length() > MAX_LENGTH) {
      return NO_ADDRESS + " of at most " + MAX_LENGTH + " characters";
    }
    EmailAddress address = parsed(text).orElse(null);
    if (address == null) {
      return NO_ADDRESS;
    }
    if (!address.isDomainAsWritten(text.substring(text.indexOf('@') + 1))) {
      return NO_ADDRESS
          + "; its domain has letters that programs read as others: write it as "
          + address.domain
          + ", if that is the one that is meant";
    }
    return address.wire().getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH
        ? NO_ADDRESS + " of at most " + MAX_LENGTH + " characters"
        : null;
  }

  private static Optional<EmailAddress> parsed(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    String local = text.substring(0, at);
    return isLocal(local)
        ? ascii(text.substring(at + 1)).map(domain -> new EmailAddress(local, domain))
        : Optional.empty();
  }

  /** Words with dots between them. */
  private static boolean isLocal(String local) {
    return !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && !local.isEmpty()
        && local.getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL
        && Normalizer.isNormalized(local, Normalizer.Form.NFC)
        && local.codePoints().allMatch(EmailAddress::isOfLocal);
  }

  private static boolean isOfLocal(int point) {
    if (point < 0x80) {
      return point == '.' || Character.isLetterOrDigit(point) || SPECIALS.indexOf(point) >= 0;
    }
    return Character.isLetterOrDigit(point)
        || switch (Character.getType(point)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }

  private static Optional<String> ascii(String domain) {
    String ascii;
    try {
      ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
    String[] labels = ascii.split("\\.", -1);
    boolean right = labels.length > 1 && !labels[labels.length - 1].matches("[0-9]*");
    for (String label : labels) {
      right &= !label.isEmpty();
    }
    return right ? Optional.of(ascii) : Optional.empty();
  }

  /**
   * Whether the domain in ASCII is read as what was written. The older IDNA that Java knows makes
   * {@code ss} of {@code ß} and ASCII of wide letters, and so names another domain.
   */
  private boolean isDomainAsWritten(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    return lower.equals(domain)
        || IDN.toUnicode(domain, IDN.USE_STD3_ASCII_RULES)
            .equals(Normalizer.normalize(lower, Normalizer.Form.NFC));
  }

  /** Whether only a server with SMTPUTF8 takes it. */
  public boolean needsSmtpUtf8() {
    return !StandardCharsets.US_ASCII.newEncoder().canEncode(local);
  }

  /** As it goes over the wire. */
  public String wire() {
    return local + "@" + domain;
  }
}
