package dev.takt.activities.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "100::1",
        "3fff::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1"
      })
  void whatIsNotTheInternetIsOutOfReach(String address) {
    assertThat(WebhookAddressPolicy.PUBLIC.allows(InetAddress.ofLiteral(address))).isFalse();
    assertThat(WebhookAddressPolicy.PRIVATE.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "2002:101:101::1",
        "64:ff9b::101:101",
        "::ffff:1.1.1.1"
      })
  void theInternetIsInReach(String address) {
    assertThat(WebhookAddressPolicy.PUBLIC.allows(InetAddress.ofLiteral(address))).isTrue();
    assertThat(WebhookAddressPolicy.LOOPBACK.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void forTryingThingsOutOnlyTheMachineItselfIsAdded() {
    for (String address : List.of("127.0.0.1", "::1", "::ffff:127.0.0.1")) {
      assertThat(WebhookAddressPolicy.LOOPBACK.allows(InetAddress.ofLiteral(address))).isTrue();
    }
    for (String address : List.of("10.0.0.1", "169.254.169.254", "fd00::1", "0.0.0.0")) {
      assertThat(WebhookAddressPolicy.LOOPBACK.allows(InetAddress.ofLiteral(address))).isFalse();
    }
  }

  /** A name server that answers differently each time. */
  private record Names(Deque<InetAddress[]> answers) implements DnsResolver {
    static Names of(String... answers) {
      var all = new ArrayDeque<InetAddress[]>();
      for (String answer : answers) {
        all.add(
            List.of(answer.split(" ")).stream()
                .map(InetAddress::ofLiteral)
                .toArray(InetAddress[]::new));
      }
      return new Names(all);
    }

    @Override
    public InetAddress[] resolve(String host) {
      return answers.remove();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Test
  void aNameIsAskedOnceAndTheAddressThatWasCheckedIsTheOneThatIsUsed() throws Exception {
    var names = Names.of("1.1.1.1", "127.0.0.1");
    try (var addresses = new CheckedAddresses(WebhookAddressPolicy.PUBLIC, names)) {
      assertThat(addresses.resolve("rebinding.example.com", 443))
          .singleElement()
          .satisfies(
              socket -> {
                assertThat(socket.isUnresolved()).isFalse();
                assertThat(socket.getAddress()).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
              });
      assertThat(names.answers()).hasSize(1);
      assertThatThrownBy(() -> addresses.resolve("rebinding.example.com", 443))
          .isInstanceOf(CheckedAddresses.Forbidden.class);
    }
  }

  @Test
  void oneForbiddenAddressSpoilsTheOthers() {
    try (var addresses =
        new CheckedAddresses(
            WebhookAddressPolicy.PUBLIC, Names.of("1.1.1.1 10.0.0.1", "1.1.1.1 ::1"))) {
      assertThatThrownBy(() -> addresses.resolve("a.example.com"))
          .isInstanceOf(CheckedAddresses.Forbidden.class);
      assertThatThrownBy(() -> addresses.resolve("a.example.com"))
          .isInstanceOf(CheckedAddresses.Forbidden.class);
    }
  }

  @Test
  void aNameThatNobodyKnowsIsNotFound() {
    try (var addresses = new CheckedAddresses(WebhookAddressPolicy.PUBLIC, Names.of())) {
      assertThatThrownBy(() -> addresses.resolve("nowhere.example.com"))
          .isInstanceOf(UnknownHostException.class)
          .isNotInstanceOf(CheckedAddresses.Forbidden.class);
    }
  }
}
