package dev.takt.api.customers;

import dev.takt.api.merchants.BankAccount;
import dev.takt.api.web.Check;
import dev.takt.api.web.Format;
import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.StrictJson;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.PayeeAccount;
import dev.takt.records.labels.Metadata;
import dev.takt.records.merchants.Merchant;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
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
    @Schema(example = "Anna Jensen") @NotNull @Text(max = 200) String name,
    @Schema(example = "anna@example.com") @NotNull @Format(TextFormat.EMAIL) String email,
    @Schema(example = "+45 12 34 56 78") @Text(max = 40) @Nullable String phone,
    @Schema(example = "CONSUMER", defaultValue = "CONSUMER") Customer.@Nullable Kind kind,
    @Schema(example = "DK") @Format(TextFormat.COUNTRY) @Nullable String country,
    @Schema(example = "da") @Format(TextFormat.LANGUAGE) @Nullable String locale,
    @Schema(
            description = "a text, or an object of texts",
            implementation = Object.class,
            example =
                "{\"line1\": \"Vesterbrogade 1\", \"postalCode\": \"1620\", \"city\": \"København"
                    + " V\"}")
        @Nullable JsonNode address,
    @Text(max = 40) @Nullable String companyNumber,
    @Schema(example = "DK34593833") @Text(max = 40) @Nullable String vatNumber,
    @Schema(
            description =
                "where electronic invoices go to: scheme (EAS) and number; where there is none,"
                    + " the company number does as well in DK, NO and SE",
            example = "0088:5798009883735")
        @Format(TextFormat.ELECTRONIC_ADDRESS)
        @Nullable String eInvoiceId,
    @Schema(description = "what the customer finds an invoice's order or department by")
        @Text(max = 100)
        @Nullable String buyerReference,
    @Schema(description = "where money goes back to that no payment method can take") @Valid
        @Nullable BankAccount bankAccount,
    @Text(max = 200) @Nullable String externalRef,
    @Schema(
            description =
                "the merchant's own name for some of the customers: a dunning policy may be for"
                    + " them",
            example = "gold")
        @Text(max = 100)
        @Nullable String segment,
    @Schema(
            description = "own texts by key; in a change, a key that is null goes",
            example = "{\"crm\": \"4711\"}")
        @MetadataLimits
        @Nullable Map<String, @Nullable String> metadata,
    @Nullable String testClockId) {

  private static final int MOST_PARTS = 12;

  Customer asNew(String id, String tenant, Merchant merchant, boolean clockKnown, Instant at) {
    Check check = Check.of(this);
    checkAddress(check);
    check.that(testClockId == null || clockKnown, "/testClockId", "there is no such test clock");
    check.done();
    return new Customer(
        id,
        tenant,
        name,
        email,
        phone,
        Objects.requireNonNullElse(kind, Customer.Kind.CONSUMER),
        Objects.requireNonNullElse(country, merchant.country()),
        Objects.requireNonNullElse(locale, merchant.locale()),
        writtenAddress(),
        companyNumber,
        vatNumber,
        eInvoiceId,
        buyerReference,
        payeeAccount(),
        externalRef,
        segment,
        Metadata.NONE.with(metadata),
        testClockId,
        at,
        null);
  }

  @Nullable PayeeAccount payeeAccount() {
    return bankAccount == null
        ? null
        : new PayeeAccount(
            bankAccount.registrationNumber(),
            bankAccount.accountNumber(),
            bankAccount.iban(),
            bankAccount.bic());
  }

  /** The address, or null where there is none or it is to be emptied. */
  @Nullable JsonNode writtenAddress() {
    return address == null || address.isNull() ? null : address;
  }

  void checkAddress(Check check) {
    JsonNode given = writtenAddress();
    if (given == null) {
      return;
    }
    if (given.isString()) {
      String text = given.stringValue();
      check.that(
          !text.isBlank() && text.length() <= 500, "/address", "must have 1 to 500 characters");
    } else if (!given.isObject() || given.size() > MOST_PARTS) {
      check.error("/address", "must be a text, or an object of at most " + MOST_PARTS + " texts");
    } else {
      given
          .properties()
          .forEach(part -> check(check, "/address/" + part.getKey(), part.getValue()));
    }
  }

  private static void check(Check check, String pointer, JsonNode part) {
    boolean right =
        pointer.length() <= 60
            && (part.isNull() || (part.isString() && part.stringValue().length() <= 200))
            && StrictJson.storable(pointer + part.asString(""));
    check.that(right, pointer, "must be a text of at most 200 characters");
  }
}
