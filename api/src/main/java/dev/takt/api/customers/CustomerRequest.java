package dev.takt.api.customers;

import dev.takt.api.merchants.Merchant;
import dev.takt.api.web.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A new customer. */
@Schema(
    example =
        """
        {"name": "Anna Jensen", "email": "anna@example.com", "kind": "CONSUMER", "locale": "da",
          "address": {"line1": "Vesterbrogade 1", "postalCode": "1620", "city": "København V"}}
        """)
record CustomerRequest(
    @Schema(example = "Anna Jensen", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String name,
    @Schema(example = "anna@example.com", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String email,
    @Schema(example = "+45 12 34 56 78") @Nullable String phone,
    @Schema(example = "CONSUMER", defaultValue = "CONSUMER") Customer.@Nullable Kind kind,
    @Schema(example = "DK") @Nullable String country,
    @Schema(example = "da") @Nullable String locale,
    @Schema(
            description = "a text, or an object of texts",
            implementation = Object.class,
            example =
                "{\"line1\": \"Vesterbrogade 1\", \"postalCode\": \"1620\", \"city\": \"København"
                    + " V\"}")
        @Nullable JsonNode address,
    @Nullable String companyNumber,
    @Nullable String externalRef,
    @Schema(
            description =
                "the merchant's own name for some of the customers: a dunning policy may be for"
                    + " them",
            example = "gold")
        @Nullable String segment,
    @Nullable String testClockId) {

  private static final int MOST_PARTS = 12;

  Customer asNew(String id, Merchant merchant, boolean clockKnown, Instant at) {
    Check check = new Check();
    Customer customer =
        new Customer(
            id,
            check.text("/name", name, 200),
            check.email("/email", email),
            check.optionalText("/phone", phone, 40),
            kind == null ? Customer.Kind.CONSUMER : kind,
            check.country("/country", country, merchant.country()),
            check.locale("/locale", locale, merchant.locale()),
            address(check, address),
            check.optionalText("/companyNumber", companyNumber, 40),
            check.optionalText("/externalRef", externalRef, 200),
            check.optionalText("/segment", segment, 100),
            testClockId,
            at,
            null);
    check.that(testClockId == null || clockKnown, "/testClockId", "there is no such test clock");
    check.done();
    return customer;
  }

  static @Nullable JsonNode address(Check check, @Nullable JsonNode address) {
    if (address == null || address.isNull()) {
      return null;
    }
    if (address.isString()) {
      check.text("/address", address.stringValue(), 500);
      return address;
    }
    if (!address.isObject() || address.size() > MOST_PARTS) {
      check.error("/address", "must be a text, or an object of at most " + MOST_PARTS + " texts");
      return null;
    }
    address
        .properties()
        .forEach(part -> check(check, "/address/" + part.getKey(), part.getValue()));
    return address;
  }

  private static void check(Check check, String pointer, JsonNode part) {
    boolean right =
        pointer.length() <= 60
            && (part.isNull() || (part.isString() && part.stringValue().length() <= 200))
            && dev.takt.api.web.StrictJson.storable(pointer + part.asString(""));
    check.that(right, pointer, "must be a text of at most 200 characters");
  }
}
