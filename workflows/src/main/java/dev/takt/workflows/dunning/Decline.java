package dev.takt.workflows.dunning;

import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A refusal to pay, sorted: the one place that says what a decline code means. It knows the words
 * of gateways ({@code insufficient_funds}) and the numbers of the card schemes ({@code 51}).
 *
 * <p>Source: the cards table of the project's facts on dunning law (keys {@code
 * visa.category1.never}, {@code visa.category2.later}, {@code visa.category3.fixData}, {@code
 * visa.category4.generic}, {@code eu.sca.mit}). A code that nobody has heard of may work another
 * day, as the schemes say of "all other codes".
 */
public record Decline(String code, DeclineClass kind) {
  private static final SortedMap<String, DeclineClass> BY_CODE = new TreeMap<>();

  static {
    put(
        DeclineClass.NEVER,
        "04 07 12 14 15 41 43 46 57 R0 R1 R3",
        "stolen_card lost_card pickup_card invalid_account closed_account restricted_card",
        "transaction_not_allowed stop_payment_order revocation_of_authorization card_banned",
        "revocation_of_all_authorizations fraudulent do_not_try_again mac_03 mac_21");
    put(DeclineClass.NO_FUNDS, "51", "insufficient_funds");
    put(DeclineClass.LIMIT, "61", "withdrawal_count_limit_exceeded card_velocity_exceeded");
    put(DeclineClass.LATER, "05 01 03 39 52 53 86 N4 Z5 5C 83", "do_not_honor generic_decline");
    put(DeclineClass.LATER, "try_again_later call_issuer no_action_taken");
    put(DeclineClass.LATER, "mac_02 mac_24 mac_25 mac_26 mac_27 mac_28 mac_29 mac_30");
    put(DeclineClass.LATER_CAREFUL, "59 34 63", "suspected_fraud security_violation");
    put(
        DeclineClass.TECHNICAL,
        "91 96 92 06 19",
        "technical issuer_not_available processing_error");
    put(DeclineClass.CUSTOMER, "78 9G 75 62", "card_blocked pin_tries_exceeded");
    put(DeclineClass.AUTHENTICATION, "1A 70", "authentication_required approve_with_id");
    put(DeclineClass.FIX_DATA, "54 55 82 6P N7", "expired_card incorrect_cvc invalid_expiry_month");
    put(DeclineClass.FIX_DATA, "invalid_expiry_year incorrect_number mac_01 mac_04");
    put(DeclineClass.CARD_REMOVED, "card_removed no_payment_method");
    put(DeclineClass.CONFIGURATION, "13 58 93 N3", "invalid_amount currency_not_supported");
    put(DeclineClass.CONFIGURATION, "service_not_allowed merchant_blacklist");
    put(DeclineClass.UNKNOWN, "no_answer");
  }

  private static void put(DeclineClass kind, String... codes) {
    for (String some : codes) {
      for (String code : some.split(" ", -1)) {
        BY_CODE.put(code.toLowerCase(Locale.ROOT), kind);
      }
    }
  }

  /**
   * How long the card is left alone at least. Suspicion needs three days, and so does a customer
   * who must unblock the card; Mastercard's advice codes say it themselves.
   */
  public Duration patience() {
    if (kind == DeclineClass.LATER_CAREFUL || kind == DeclineClass.CUSTOMER) {
      return Duration.ofDays(3);
    }
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "mac_02" -> Duration.ofDays(3);
      case "mac_24" -> Duration.ofHours(1);
      case "mac_25" -> Duration.ofHours(24);
      case "mac_26" -> Duration.ofDays(2);
      case "mac_27" -> Duration.ofDays(4);
      case "mac_28" -> Duration.ofDays(6);
      case "mac_29" -> Duration.ofDays(8);
      case "mac_30" -> Duration.ofDays(10);
      default -> Duration.ZERO;
    };
  }

  /** What a code means where the scheme is not known, or is Visa. */
  public static Decline of(String code) {
    return of(code, null);
  }

  /**
   * What a code means.
   *
   * @param brand the card's, such as "mastercard": 65 is a limit with Visa and a demand for the
   *     customer's approval with Mastercard
   */
  public static Decline of(String code, @Nullable String brand) {
    String key = code.toLowerCase(Locale.ROOT);
    if (key.equals("65")) {
      boolean approval = brand != null && brand.toLowerCase(Locale.ROOT).contains("master");
      return new Decline(code, approval ? DeclineClass.AUTHENTICATION : DeclineClass.LIMIT);
    }
    return new Decline(code, BY_CODE.getOrDefault(key, DeclineClass.LATER));
  }
}
