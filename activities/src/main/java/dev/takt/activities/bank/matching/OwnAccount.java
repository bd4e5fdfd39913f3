package dev.takt.activities.bank.matching;

import dev.takt.workflows.seller.Iban;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account that a merchant has told of, by any of its numbers: a file may name an account by its
 * IBAN or by its national number.
 */
public record OwnAccount(
    @Nullable String registrationNumber, @Nullable String accountNumber, @Nullable String iban) {
  /** A Danish account's number has this many digits in an IBAN, with zeros before it. */
  private static final int DANISH = 10;

  /** Whether a file's account is this one. */
  public boolean is(String account) {
    Set<String> own = names();
    return forms(account).anyMatch(own::contains);
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    Stream.ofNullable(iban).flatMap(OwnAccount::forms).forEach(names::add);
    if (accountNumber != null) {
      String branch = Objects.requireNonNullElse(registrationNumber, "");
      names.add(branch + accountNumber);
      names.add(branch + "0".repeat(Math.max(0, DANISH - accountNumber.length())) + accountNumber);
    }
    return names;
  }

  /** As it is written, without blanks and signs; and, of an IBAN, its national part. */
  private static Stream<String> forms(String account) {
    String plain = account.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return Iban.isValid(plain) ? Stream.of(plain, Iban.national(plain)) : Stream.of(plain);
  }
}
