package dev.takt.activities.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses webhooks may go to. A merchant names the receiver, so without this anyone with a
 * key could make Takt ask the machines of its own network, or the cloud's metadata service.
 */
public enum WebhookAddressPolicy {
  /** The internet, and nothing else: always so in production. */
  PUBLIC,
  /** The machine itself too: for trying things out. */
  LOOPBACK,
  /** Any address. */
  PRIVATE;

  /** What is not the internet, from the IANA's registries of special-purpose addresses. */
  private static final List<Block> SPECIAL =
      Block.all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10", // carriers' NAT; a metadata service lives here too
          "127.0.0.0/8",
          "169.254.0.0/16", // link-local, with most metadata services
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16/32", // public by number, but Azure's inside
          "2001::/23", // Teredo and other protocols' addresses
          "2001:db8::/32",
          "3fff::/20");

  /** All that is in use of IPv6. What is outside is local, multicast or not given out. */
  private static final Block GLOBAL_V6 = Block.of("2000::/3");

  private static final Block SIX_TO_FOUR = Block.of("2002::/16");
  private static final Block NAT64 = Block.of("64:ff9b::/96");

  /** Whether a webhook may go to this address. */
  public boolean allows(InetAddress address) {
    return switch (this) {
      case PRIVATE -> true;
      case LOOPBACK -> address.isLoopbackAddress() || isPublic(address);
      case PUBLIC -> isPublic(address);
    };
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    // An IPv4 address in IPv6 clothes leads to where the IPv4 address leads. The mapped ones
    // (::ffff:…) Java undresses itself.
    if (SIX_TO_FOUR.holds(bytes)) {
      return isPublic(embedded(bytes, 2));
    }
    if (NAT64.holds(bytes)) {
      return isPublic(embedded(bytes, 12));
    }
    return (address instanceof Inet4Address || GLOBAL_V6.holds(bytes))
        && SPECIAL.stream().noneMatch(block -> block.holds(bytes));
  }

  private static InetAddress embedded(byte[] address, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + 4));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A range of addresses with the same first bits. */
  private record Block(List<Byte> start, int bits) {

    static List<Block> all(String... ranges) {
      return Arrays.stream(ranges).map(Block::of).toList();
    }

    static Block of(String range) {
      int slash = range.indexOf('/');
      byte[] bytes = InetAddress.ofLiteral(range.substring(0, slash)).getAddress();
      List<Byte> start = new java.util.ArrayList<>();
      for (byte each : bytes) {
        start.add(each);
      }
      return new Block(List.copyOf(start), Integer.parseInt(range.substring(slash + 1)));
    }

    boolean holds(byte[] address) {
      if (address.length != start.size()) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start.get(bit / 8) & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
