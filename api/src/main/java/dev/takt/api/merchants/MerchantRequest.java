package dev.takt.api.merchants;

import dev.takt.api.web.Check;
import dev.takt.api.web.StrictJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A new merchant, or what is to change of one. */
record MerchantRequest(
    @Schema(example = "Fitness ApS", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String name,
    @Schema(example = "DK", defaultValue = "DK") @Nullable String country,
    @Schema(example = "Europe/Copenhagen", defaultValue = "Europe/Copenhagen")
        @Nullable String timeZone,
    @Schema(example = "DKK", defaultValue = "DKK") @Nullable String currency,
    @Schema(example = "da", defaultValue = "da") @Nullable String locale,
    @Schema(example = "06:00", defaultValue = "06:00") @Nullable String billingTime,
    @Schema(example = "60", defaultValue = "60", minimum = "0", maximum = "1440")
        @Nullable Integer billingSpreadMinutes) {

  /** What is to change: a field that is absent stays, and none can be emptied. */
  static MerchantRequest change(ObjectNode given) {
    MerchantRequest request = StrictJson.MAPPER.treeToValue(given, MerchantRequest.class);
    Check check = new Check();
    given
        .properties()
        .forEach(
            field ->
                check.that(!field.getValue().isNull(), "/" + field.getKey(), "cannot be emptied"));
    check.done();
    return request;
  }

  Merchant asNew(String id, Instant at) {
    return over(
        new Merchant(id, "", "DK", "Europe/Copenhagen", "DKK", "da", LocalTime.of(6, 0), 60, at));
  }

  /** What a merchant is with these changes; a field that is absent stays. */
  Merchant over(Merchant old) {
    Check check = new Check();
    String before = old.name().isEmpty() ? null : old.name();
    Merchant merchant =
        new Merchant(
            old.id(),
            check.text("/name", name == null ? before : name, 200),
            check.country("/country", country, old.country()),
            check.zone("/timeZone", timeZone, old.timeZone()),
            check.currency("/currency", currency == null ? old.currency() : currency),
            check.locale("/locale", locale, old.locale()),
            time(check, old.billingTime()),
            check.range(
                "/billingSpreadMinutes", billingSpreadMinutes, 0, 1440, old.billingSpreadMinutes()),
            old.createdAt());
    check.done();
    return merchant;
  }

  private LocalTime time(Check check, LocalTime otherwise) {
    if (billingTime == null) {
      return otherwise;
    }
    try {
      return LocalTime.parse(billingTime);
    } catch (DateTimeParseException unreadable) {
      check.error("/billingTime", "must be a time like 06:00");
      return otherwise;
    }
  }
}
