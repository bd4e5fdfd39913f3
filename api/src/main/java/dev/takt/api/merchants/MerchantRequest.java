package dev.takt.api.merchants;

import dev.takt.api.web.Check;
import dev.takt.api.web.Format;
import dev.takt.api.web.StrictJson;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.records.merchants.Merchant;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Objects;
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
        @Nullable Integer billingSpreadMinutes) {

  /** What is to change: a field that is absent stays, and none can be emptied. */
  static MerchantRequest change(ObjectNode given) {
    MerchantRequest request = StrictJson.MAPPER.treeToValue(given, MerchantRequest.class);
    Check nulls = new Check();
    given.forEachEntry(
        (field, value) -> nulls.that(!value.isNull(), "/" + field, "cannot be emptied"));
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
}
