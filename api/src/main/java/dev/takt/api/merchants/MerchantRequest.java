package dev.takt.api.merchants;

import dev.takt.api.web.Check;
import dev.takt.api.web.Format;
import dev.takt.api.web.StrictJson;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.records.merchants.Merchant;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A new merchant, or what is to change of one. */
record MerchantRequest(
    @Schema(example = "Fitness ApS") @NotNull @Text(max = 200) String name,
    @Schema(example = "DK", defaultValue = "DK") @Format(TextFormat.COUNTRY)
        @Nullable String country,
    @Schema(example = "Europe/Copenhagen", defaultValue = "Europe/Copenhagen")
        @Format(TextFormat.TIME_ZONE)
        @Nullable String timeZone,
    @Schema(example = "DKK", defaultValue = "DKK") @Format(TextFormat.CURRENCY)
        @Nullable String currency,
    @Schema(example = "da", defaultValue = "da") @Format(TextFormat.LANGUAGE)
        @Nullable String locale,
    @Schema(example = "06:00", defaultValue = "06:00") @Format(TextFormat.TIME)
        @Nullable String billingTime,
    @Schema(example = "60", defaultValue = "60", minimum = "0", maximum = "1440")
        @Range(min = 0, max = 1440)
        @Nullable Integer billingSpreadMinutes,
    @Schema(example = "34593833") @Text(max = 40) @Nullable String companyNumber,
    @Schema(example = "DK34593833") @Text(max = 20) @Nullable String vatNumber,
    @Valid @Nullable SellerAddress address,
    @Schema(example = "hello@example.com") @Format(TextFormat.EMAIL) @Nullable String email,
    @Schema(example = "+45 12 34 56 78") @Text(max = 40) @Nullable String phone,
    @Valid @Nullable BankAccount bankAccount,
    @Schema(example = "87654321") @Pattern(regexp = "\\d{8}", message = "must have 8 digits")
        @Nullable String fikCreditorNumber,
    @Valid @Nullable KidAgreement kid,
    @Schema(example = "5050-1055")
        @Pattern(regexp = "\\d{3,4}-?\\d{4}", message = "must have 7 or 8 digits")
        @Nullable String bankgiro) {

  /** Of the seller's data each may be emptied. */
  private static final Set<String> NEEDED =
      Set.of(
          "name",
          "country",
          "timeZone",
          "currency",
          "locale",
          "billingTime",
          "billingSpreadMinutes");

  /** What is to change: a field that is absent stays. */
  static MerchantRequest change(ObjectNode given) {
    MerchantRequest request = StrictJson.MAPPER.treeToValue(given, MerchantRequest.class);
    Check nulls = new Check();
    given.forEachEntry(
        (field, value) ->
            nulls.that(
                !value.isNull() || !NEEDED.contains(field), "/" + field, "cannot be emptied"));
    nulls.done();
    Check.of(request, given::has).done();
    return request;
  }

  Merchant asNew(String id, Instant at) {
    return over(
        new Merchant(id, name, "DK", "Europe/Copenhagen", "DKK", "da", LocalTime.of(6, 0), 60, at));
  }

  /** What a merchant is with these changes; a field that is absent stays. */
  Merchant over(Merchant old) {
    return new Merchant(
        old.id(),
        Objects.requireNonNullElse(name, old.name()),
        Objects.requireNonNullElse(country, old.country()),
        Objects.requireNonNullElse(timeZone, old.timeZone()),
        Objects.requireNonNullElse(currency, old.currency()),
        Objects.requireNonNullElse(locale, old.locale()),
        billingTime == null ? old.billingTime() : LocalTime.parse(billingTime),
        Objects.requireNonNullElse(billingSpreadMinutes, old.billingSpreadMinutes()),
        old.createdAt());
  }

  /**
   * What a seller is with these changes.
   *
   * @param given whether the request names a field
   * @throws dev.takt.api.web.Problem where the company number is none of the country's
   */
  Seller over(Seller old, String country, Predicate<String> given) {
    Check check = new Check();
    check.that(
        companyNumber == null || Readiness.isCompany(country, companyNumber),
        "/companyNumber",
        Readiness.companyNumberOf(country));
    check.done();
    return new Seller(
        old.id(),
        old.merchantId(),
        given.test("companyNumber") ? companyNumber : old.companyNumber(),
        given.test("vatNumber") ? vatNumber : old.vatNumber(),
        given.test("address") ? address : old.address(),
        given.test("email") ? email : old.email(),
        given.test("phone") ? phone : old.phone(),
        given.test("bankAccount") ? bankAccount : old.bankAccount(),
        given.test("fikCreditorNumber") ? fikCreditorNumber : old.fikCreditorNumber(),
        given.test("kid") ? kid : old.kid(),
        given.test("bankgiro") ? bankgiro : old.bankgiro());
  }
}
