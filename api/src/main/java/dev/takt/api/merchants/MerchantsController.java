package dev.takt.api.merchants;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Operator;
import dev.takt.api.access.OperatorOnly;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.idempotency.ResponseRetention;
import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Ledgers;
import dev.takt.records.merchants.Merchant;
import dev.takt.records.merchants.Merchants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Merchants. */
@RestController
@Tag(name = "Merchants")
class MerchantsController {
  private final MerchantRegister register;
  private final Merchants merchants;
  private final Ledgers ledgers;
  private final Sellers sellers;
  private final BusinessTime time;

  MerchantsController(
      MerchantRegister register,
      Merchants merchants,
      Ledgers ledgers,
      Sellers sellers,
      BusinessTime time) {
    this.register = register;
    this.merchants = merchants;
    this.ledgers = ledgers;
    this.sellers = sellers;
    this.time = time;
  }

  /** A merchant as it sees itself. */
  record View(
      String id,
      String name,
      String country,
      String timeZone,
      String currency,
      String locale,
      String billingTime,
      int billingSpreadMinutes,
      @JsonUnwrapped SellerView seller,
      @Nullable LocalDate booksClosedThrough) {
    static View of(Merchant merchant, Seller seller, @Nullable LocalDate closed) {
      return new View(
          merchant.id(),
          merchant.name(),
          merchant.country(),
          merchant.timeZone(),
          merchant.currency(),
          merchant.locale(),
          merchant.billingTime().toString(),
          merchant.billingSpreadMinutes(),
          SellerView.of(seller),
          closed);
    }
  }

  /** What a merchant's invoices show of it, and its agreements with its bank. */
  record SellerView(
      @Nullable String companyNumber,
      @Nullable String vatNumber,
      @Nullable SellerAddress address,
      @Nullable String email,
      @Nullable String phone,
      @Nullable BankAccount bankAccount,
      @Nullable String fikCreditorNumber,
      @Nullable KidAgreement kid,
      @Nullable String bankgiro) {
    static SellerView of(Seller seller) {
      return new SellerView(
          seller.companyNumber(),
          seller.vatNumber(),
          seller.address(),
          seller.email(),
          seller.phone(),
          seller.bankAccount(),
          seller.fikCreditorNumber(),
          seller.kid(),
          seller.bankgiro());
    }
  }

  /** A new merchant with its keys, which are shown this once. */
  record Created(
      String id,
      String name,
      String country,
      String timeZone,
      String currency,
      String locale,
      String billingTime,
      int billingSpreadMinutes,
      @JsonUnwrapped SellerView seller,
      String apiKey,
      String liveApiKey) {}

  record Closing(@NotNull LocalDate date) {}

  @Operation(
      summary = "Create a merchant",
      description = "Takes the operator's token. The two keys are shown this once.")
  @OperatorOnly
  @PostMapping("/v1/merchants")
  @ResponseStatus(HttpStatus.CREATED)
  Created create(
      Operator operator,
      RequestId requestId,
      @Valid @RequestBody MerchantRequest request,
      HttpServletRequest http) {
    Merchant merchant = request.asNew(requestId.id("mer_"), time.now());
    ResponseRetention.of(http, ResponseRetention.SEALED);
    Seller seller = request.over(Seller.unknown(merchant.id()), merchant.country(), _ -> true);
    MerchantRegister.FirstKeys keys = register.add(merchant, seller);
    return new Created(
        merchant.id(),
        merchant.name(),
        merchant.country(),
        merchant.timeZone(),
        merchant.currency(),
        merchant.locale(),
        merchant.billingTime().toString(),
        merchant.billingSpreadMinutes(),
        SellerView.of(seller),
        keys.test(),
        keys.live());
  }

  @Operation(summary = "Read your merchant")
  @Requires(Scope.READ)
  @GetMapping("/v1/merchant")
  View read(Caller caller) {
    return View.of(
        merchants.get(caller.merchantId()),
        sellers.of(caller.merchantId()),
        ledgers.booksClosedThrough(caller.tenant()));
  }

  @Operation(
      summary = "Read what lawful invoices lack",
      description =
          "A live subscription is signed up only when nothing is missing; with a test key it may"
              + " be.")
  @Requires(Scope.READ)
  @GetMapping("/v1/merchant/readiness")
  Readiness readiness(Caller caller) {
    return Readiness.of(merchants.get(caller.merchantId()), sellers.of(caller.merchantId()));
  }

  @Operation(
      summary = "Change your merchant",
      description =
          "A new time zone, billing time or spread holds for subscriptions that are signed up from"
              + " now on; what invoices show of the seller, for those that are issued from now on."
              + " A field of the seller that is null is emptied.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(schema = @Schema(implementation = MerchantRequest.class)))
  @Requires(Scope.ADMIN)
  @PatchMapping("/v1/merchant")
  View change(Caller caller, @RequestBody ObjectNode request) {
    register.change(caller.merchantId(), MerchantRequest.change(request), request::has);
    return read(caller);
  }

  @Operation(
      summary = "Close the books",
      description = "Through a date, inclusive. Closed books stay closed.")
  @Requires(Scope.ADMIN)
  @PutMapping("/v1/merchant/books-closed-through")
  View closeBooks(Caller caller, @Valid @RequestBody Closing closing) {
    LocalDate date = closing.date();
    Merchant merchant = merchants.get(caller.merchantId());
    // Test clocks have a time of their own, so test books may be closed ahead.
    if (caller.live() && !date.isBefore(time.now().atZone(merchant.zone()).toLocalDate())) {
      throw Problem.notAllowed(
              "date_not_over", "books can be closed through yesterday at the latest", "/date")
          .asException();
    }
    if (!ledgers.closeBooks(caller.tenant(), date)) {
      throw Problem.notAllowed(
              "books_stay_closed",
              "the books are closed through " + ledgers.booksClosedThrough(caller.tenant()),
              "/date")
          .asException();
    }
    return read(caller);
  }
}
