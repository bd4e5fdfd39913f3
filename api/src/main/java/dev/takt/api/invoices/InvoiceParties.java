package dev.takt.api.invoices;

import dev.takt.api.merchants.Seller;
import dev.takt.api.merchants.SellerAddress;
import dev.takt.records.customers.Customer;
import dev.takt.records.merchants.Merchant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Seller and buyer of an invoice, in lines as its head shows them.
 *
 * @param word a word of the invoice in its language, by its key
 */
record InvoiceParties(
    Merchant merchant, Seller seller, Customer buyer, UnaryOperator<String> word) {
  private static final List<String> TOWN = List.of("postalCode", "city");

  /** What stands below the seller's name. */
  List<String> sellerLines() {
    List<String> lines = new ArrayList<>();
    SellerAddress address = seller.address();
    if (address != null) {
      lines.add(address.line1());
      add(lines, address.line2());
      lines.add(address.postalCode() + " " + address.city());
      lines.add(address.country());
    }
    add(lines, named("companyNumber", seller.companyNumber()));
    add(lines, named("vatNumber", seller.vatNumber()));
    add(lines, seller.email());
    add(lines, seller.phone());
    return lines;
  }

  List<String> buyerLines() {
    List<String> lines = new ArrayList<>();
    add(lines, buyer.name());
    lines.addAll(address(buyer.address()));
    String country = buyer.country();
    if (country != null && !country.equals(merchant.country())) {
      lines.add(country);
    }
    add(lines, named("companyNumber", buyer.companyNumber()));
    add(lines, named("vatNumber", buyer.vatNumber()));
    return lines;
  }

  private @Nullable String named(String key, @Nullable String number) {
    return number == null ? null : word.apply(key) + " " + number;
  }

  private static void add(List<String> lines, @Nullable String line) {
    Stream.ofNullable(line).forEach(lines::add);
  }

  private static List<String> address(@Nullable JsonNode address) {
    if (address == null) {
      return List.of();
    }
    Stream<String> parts =
        address.isString()
            ? address.stringValue().lines()
            : Stream.concat(
                address.properties().stream()
                    .filter(part -> !TOWN.contains(part.getKey()))
                    .map(part -> part.getValue().asString("")),
                Stream.of(town(address)));
    return parts.filter(part -> !part.isBlank()).toList();
  }

  /** Postal code and city stand on one line. */
  private static String town(JsonNode address) {
    return TOWN.stream()
        .map(part -> address.path(part).asString(""))
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" "));
  }

  /** Where to pay to and what to state, by the names that the invoice's language has for them. */
  List<List<String>> payment(Invoice.@Nullable PaymentReference reference) {
    List<List<String>> facts = new ArrayList<>();
    var account = seller.bankAccount();
    if (account != null) {
      pay(
          facts,
          "account",
          Stream.of(account.registrationNumber(), account.accountNumber())
              .filter(Objects::nonNull)
              .collect(Collectors.joining(" ")));
      pay(facts, "iban", account.iban());
      pay(facts, "bic", account.bic());
    }
    pay(facts, "bankgiro", seller.bankgiro());
    if (reference != null) {
      pay(facts, "reference", reference.printed());
    }
    return facts;
  }

  private void pay(List<List<String>> facts, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.add(List.of(word.apply(key), value));
    }
  }
}
