package dev.takt.activities.payments.sandbox;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a sandbox card does when it is charged: its token says it. */
sealed interface SandboxToken {
  Pattern FAILS_THEN_WORKS = Pattern.compile("tok_fail_([1-9])_then_ok");
  Pattern ERRORS_THEN_WORKS = Pattern.compile("tok_error_([1-9])_then_ok");
  Pattern SCRIPT = Pattern.compile("tok_script_([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)");
  Pattern EXPIRES = Pattern.compile("tok_exp_(0[1-9]|1[0-2])(\\d\\d)");
  Set<String> DECLINED =
      Set.of("insufficient_funds", "expired_card", "card_removed", "do_not_honor", "stolen_card");

  /** Always works. */
  record Works() implements SandboxToken {}

  /** Is always declined with the same code. */
  record Declines(String code) implements SandboxToken {}

  /** Is declined so many times, and works from then on. */
  record FailsThenWorks(int times) implements SandboxToken {}

  /** The gateway breaks down so many times, as with status 500, and works from then on. */
  record ErrorsThenWorks(int times) implements SandboxToken {}

  /**
   * Plays a script: {@code tok_script_91-51-ok}; its last word is said from then on. Words are
   * decline codes, {@code ok}, {@code lost} (captured, and the answer is lost), {@code gone} (the
   * order is lost on its way) and {@code error} (the gateway breaks down).
   */
  record Scripted(List<String> words) implements SandboxToken {
    String word(int earlier) {
      return words.get(Math.min(earlier, words.size() - 1));
    }
  }

  /** Works until the month is over. */
  record Expires(YearMonth month) implements SandboxToken {}

  /** Is decided on the day after a charge. */
  record DecidesLater(@Nullable String code) implements SandboxToken {}

  /** The first charge is captured, and its answer is lost. */
  record LosesAnswer() implements SandboxToken {}

  /** The first charge is lost on its way. */
  record LosesOrder() implements SandboxToken {}

  /** The token of a text, if there is such a token. */
  static Optional<SandboxToken> parse(String token) {
    Matcher fails = FAILS_THEN_WORKS.matcher(token);
    if (fails.matches()) {
      return Optional.of(new FailsThenWorks(Integer.parseInt(fails.group(1))));
    }
    Matcher errors = ERRORS_THEN_WORKS.matcher(token);
    if (errors.matches()) {
      return Optional.of(new ErrorsThenWorks(Integer.parseInt(errors.group(1))));
    }
    Matcher expires = EXPIRES.matcher(token);
    if (expires.matches()) {
      int year = 2000 + Integer.parseInt(expires.group(2));
      return Optional.of(new Expires(YearMonth.of(year, Integer.parseInt(expires.group(1)))));
    }
    Matcher script = SCRIPT.matcher(token);
    if (script.matches()) {
      return Optional.of(new Scripted(List.of(script.group(1).split("-", -1))));
    }
    return switch (token) {
      case "tok_ok" -> Optional.of(new Works());
      case "tok_pending_ok" -> Optional.of(new DecidesLater(null));
      case "tok_pending_fails" -> Optional.of(new DecidesLater("insufficient_funds"));
      case "tok_timeout_after_capture" -> Optional.of(new LosesAnswer());
      case "tok_timeout_before_capture" -> Optional.of(new LosesOrder());
      default ->
          token.startsWith("tok_") && DECLINED.contains(token.substring(4))
              ? Optional.of(new Declines(token.substring(4)))
              : Optional.empty();
    };
  }

  /** Whether an order is lost on its way. */
  default boolean losesOrder(int earlier) {
    return switch (this) {
      case LosesOrder loses -> earlier == 0;
      case Scripted script -> script.word(earlier).equals("gone");
      default -> false;
    };
  }

  /** Whether the answer is lost. */
  default boolean losesAnswer(int earlier) {
    return switch (this) {
      case LosesAnswer loses -> earlier == 0;
      case Scripted script -> script.word(earlier).equals("lost");
      default -> false;
    };
  }

  /** Whether the gateway breaks down, as with status 500. */
  default boolean breaksDown(int earlier) {
    return switch (this) {
      case ErrorsThenWorks(int times) -> earlier < times;
      case Scripted script -> script.word(earlier).equals("error");
      default -> false;
    };
  }

  /** The expiry that is printed on the card. */
  default YearMonth expiry() {
    return switch (this) {
      case Expires(YearMonth month) -> month;
      case Declines(String code) when code.equals("expired_card") -> YearMonth.of(2020, 12);
      default -> YearMonth.of(2034, 12);
    };
  }

  /**
   * Why a charge is declined, or null.
   *
   * @param earlier how many times the card was charged before
   * @param on the merchant's business date: a month is over where the customer and the merchant are
   */
  default @Nullable String declineCode(int earlier, LocalDate on) {
    return switch (this) {
      case Declines(String code) -> code;
      case FailsThenWorks(int times) -> earlier < times ? "insufficient_funds" : null;
      case Expires(YearMonth month) -> YearMonth.from(on).isAfter(month) ? "expired_card" : null;
      case Scripted script ->
          List.of("ok", "lost").contains(script.word(earlier)) ? null : script.word(earlier);
      case DecidesLater later -> later.code();
      case Works works -> null;
      case ErrorsThenWorks errors -> null;
      case LosesAnswer loses -> null;
      case LosesOrder loses -> null;
    };
  }
}
