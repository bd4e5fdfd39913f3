package dev.takt.workflows.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of declines of the facts on dunning law, line by line. */
class DeclineTest {

  @ParameterizedTest
  @CsvSource({
    "NEVER, HARD_DECLINE, 04 07 12 14 15 41 43 46 57 R0 R1 R3 mac_03 mac_21 stolen_card",
    "NO_FUNDS, NO_FUNDS, 51 insufficient_funds",
    "LIMIT, NO_FUNDS, 61 65",
    "LATER_CAREFUL, SOFT_DECLINE, 59 34 63",
    "TECHNICAL, TECHNICAL, 91 96 92 06 19",
    "CUSTOMER, SOFT_DECLINE, 78 9G 75 62",
    "LATER, SOFT_DECLINE, 05 01 03 Z5 do_not_honor mac_02 mac_24 mac_30",
    "FIX_DATA, EXPIRED_CARD, 54 55 82 6P N7 expired_card mac_01 mac_04",
    "AUTHENTICATION, AUTHENTICATION, 1A authentication_required",
    "CONFIGURATION, CONFIGURATION, 13 58 93 N3",
    "CARD_REMOVED, CARD_REMOVED, card_removed no_payment_method",
  })
  void eachSignalHasItsClass(DeclineClass kind, Reason reason, String codes) {
    for (String code : codes.split(" ", -1)) {
      assertThat(Decline.of(code).kind()).as(code).isEqualTo(kind);
      assertThat(Decline.of(code, "visa").kind().reason()).as(code).isEqualTo(reason);
      assertThat(Decline.of(code.toLowerCase(java.util.Locale.ROOT)).kind()).isEqualTo(kind);
    }
  }

  @Test
  void the65OfMastercardWantsTheCustomersApproval() {
    assertThat(Decline.of("65", "mastercard").kind()).isEqualTo(DeclineClass.AUTHENTICATION);
    assertThat(Decline.of("65", "MasterCard").kind()).isEqualTo(DeclineClass.AUTHENTICATION);
    assertThat(Decline.of("65", "visa").kind()).isEqualTo(DeclineClass.LIMIT);
    assertThat(Decline.of("65").kind()).isEqualTo(DeclineClass.LIMIT);
  }

  @Test
  void aCodeThatNobodyHasHeardOfMayWorkAnotherDay() {
    assertThat(Decline.of("QQ").kind()).isEqualTo(DeclineClass.LATER);
    assertThat(Decline.of("QQ").code()).isEqualTo("QQ");
  }

  /** What a silent try of the same card can never change is never tried silently. */
  @ParameterizedTest
  @EnumSource(DeclineClass.class)
  void onlyWhatMaySucceedIsTriedAgain(DeclineClass kind) {
    Set<String> tried =
        Set.of("NO_FUNDS", "LIMIT", "LATER", "LATER_CAREFUL", "TECHNICAL", "CUSTOMER");
    assertThat(kind.mayBeRetried()).isEqualTo(tried.contains(kind.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "59, P3D",
    "34, P3D",
    "63, P3D",
    "78, P3D",
    "62, P3D",
    "mac_02, PT72H",
    "mac_24, PT1H",
    "mac_25, PT24H",
    "mac_26, P2D",
    "mac_27, P4D",
    "mac_28, P6D",
    "mac_29, P8D",
    "mac_30, P10D",
    "51, PT0S",
    "05, PT0S",
    "91, PT0S",
  })
  void aCardIsLeftAloneAsLongAsTheSchemeSays(String code, Duration patience) {
    assertThat(Decline.of(code).patience()).isEqualTo(patience);
  }

  @Test
  void categoriesOfPaymentsAreThoseOfTheApi() {
    Set<String> codes = new TreeSet<>();
    Arrays.stream(DeclineClass.values()).forEach(kind -> codes.add(kind.code()));
    assertThat(codes)
        .isEqualTo(
            new HashSet<>(
                Set.of(
                    "never",
                    "later",
                    "later_careful",
                    "technical",
                    "customer",
                    "authentication",
                    "fix_data",
                    "card_removed",
                    "configuration",
                    "unknown")));
  }
}
