package dev.takt.api.customers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4242424242424242",
        " 4242 4242 4242 4242 ",
        "4242-4242-4242-4242",
        "4242.4242.4242.4242",
        "4242/4242/4242/4242",
        "4242\u00a04242\u00a04242\u00a04242",
        "4242\u20114242\u20114242\u20114242",
        "4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2",
        "\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12\uff14\uff12",
        "\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662\u0664\u0662",
        "card: 4242 4242 4242 4242",
        "tok_4242424242424242",
        "tok4242424242424242x",
        "378282246310005",
        "3782 822463 10005",
        "6759649826438453",
        "1234 5678 9012"
      })
  void aCardNumberIsKnownInAnySpelling(String text) {
    assertThat(CardNumber.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tok_ok",
        "tok_exp_0326",
        "tok_fail_2_then_ok",
        "pm_1Nv2k3LkdIwHu7ixL9mX4z0Q",
        "agr_5kSeqzUP",
        "8e03978e-40d5-43dd-bc93-6894a57f9324",
        "12345678-1234-4123-8123-123456789abc",
        "2026-03-01",
        "+45 12 34 56 78"
      })
  void aTokenIsNone(String text) {
    assertThat(CardNumber.isIn(text)).isFalse();
  }
}
