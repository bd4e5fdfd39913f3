package dev.takt.api.law;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.records.merchants.Merchant;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.law.DebtorKind;
import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.law.LawFact;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The law that claims and letters follow. */
@RestController
@Tag(name = "Law")
class LawController {
  private final LawBook law = LawBook.shipped();
  private final Merchants merchants;

  LawController(Merchants merchants) {
    this.merchants = merchants;
  }

  /** What the law of a country says to a kind of debtor on a day. */
  record Law(
      @Schema(example = "DK") String country,
      @Schema(example = "CONSUMER") DebtorKind debtor,
      @Schema(example = "2026-03-01") LocalDate on,
      List<LawFact> facts) {}

  @Operation(
      summary = "Read the law",
      description =
          "What holds on the day, with its source; the value of what is not known for it is null."
              + " Ranges are half-open.")
  @Requires(Scope.READ)
  @GetMapping("/v1/law")
  Law law(
      Caller caller,
      @RequestParam(required = false) @Nullable String country,
      @RequestParam(required = false) @Nullable DebtorKind debtor,
      @RequestParam(required = false) @Nullable LocalDate on) {
    Merchant merchant = merchants.get(caller.merchantId());
    String where = Objects.requireNonNullElse(country, merchant.country());
    DebtorKind who = Objects.requireNonNullElse(debtor, DebtorKind.CONSUMER);
    LocalDate day = Objects.requireNonNullElseGet(on, () -> LocalDate.now(merchant.zone()));
    return new Law(where, who, day, law.facts(where, who, day));
  }
}
