package dev.takt.api.customers;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.idempotency.ResponseRetention;
import dev.takt.api.web.Check;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.customers.PaymentMethods;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Payment methods: gateways' tokens, never card numbers. */
@RestController
@RequestMapping("/v1/customers/{customerId}/payment-methods")
@Tag(name = "Customers")
class PaymentMethodsController {
  private final PaymentMethods methods;
  private final Customers customers;
  private final TestClocks clocks;
  private final Workflows workflows;
  private final BusinessTime time;

  PaymentMethodsController(
      PaymentMethods methods,
      Customers customers,
      TestClocks clocks,
      Workflows workflows,
      BusinessTime time) {
    this.methods = methods;
    this.customers = customers;
    this.clocks = clocks;
    this.workflows = workflows;
    this.time = time;
  }

  record NewMethod(
      @Schema(example = "sandbox")
          @NotNull
          @Pattern(
              regexp = "^(sandbox|stripe|vipps-mobilepay)$",
              message = "must be sandbox, stripe or vipps-mobilepay")
          String gateway,
      @Schema(example = "tok_ok")
          @NotNull
          @Pattern(
              regexp = "^[A-Za-z0-9_.:-]{1,255}$",
              message = "must be a token as the gateway writes it")
          String token,
      @Schema(
              example = "cus_NffrFeUfNV2Hib",
              description = "Stripe's customer, where the token is attached to one already.")
          @Nullable
          @Pattern(
              regexp = "^cus_[A-Za-z0-9_]{1,250}$",
              message = "must be a customer of Stripe's: cus_…")
          String customer,
      @com.fasterxml.jackson.annotation.JsonProperty("default") @Nullable Boolean isDefault) {}

  @Operation(
      summary = "Add a payment method",
      description = "By a token of the gateway's; card numbers are refused.")
  @Requires(Scope.WRITE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  PaymentMethodView add(
      Caller caller,
      RequestId requestId,
      @PathVariable String customerId,
      @RequestBody NewMethod request,
      HttpServletRequest http) {
    Customer customer = customer(caller, customerId);
    refuseCardNumbers(request, http);
    Check.of(request).done();
    if (request.gateway().equals("sandbox") && caller.live()) {
      throw Problem.notAllowed(
              "sandbox_is_for_test_keys", "the sandbox moves no money: use another", "/gateway")
          .asException();
    }
    String id = requestId.id("pm_");
    workflows.carryOut(
        PaymentOperationWorkflow.id(caller.merchantId(), id),
        new PaymentOperationWorkflow.AddPaymentMethod(
            new Payments.NewPaymentMethod(
                caller.tenant(),
                id,
                customerId,
                request.gateway(),
                request.token(),
                request.customer(),
                request.isDefault() == null || request.isDefault(),
                now(caller, customer))));
    return read(caller, customerId, id);
  }

  @Operation(summary = "List payment methods")
  @Requires(Scope.READ)
  @GetMapping
  Listing<PaymentMethodView> list(Caller caller, @PathVariable String customerId) {
    return new Listing<>(
            methods.findByTenantAndCustomerIdOrderByIdDesc(
                caller.tenant(), customer(caller, customerId).id()),
            null)
        .map(PaymentMethodView::of);
  }

  @Operation(summary = "Read a payment method")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  PaymentMethodView read(Caller caller, @PathVariable String customerId, @PathVariable String id) {
    return methods
        .findByTenantAndCustomerIdAndId(caller.tenant(), customerId, id)
        .map(PaymentMethodView::of)
        .orElseThrow(() -> Problem.notFound("there is no payment method " + id).asException());
  }

  @Operation(
      summary = "Remove a payment method",
      description = "Nothing is charged to it any more.")
  @Requires(Scope.WRITE)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable String customerId, @PathVariable String id) {
    methods.remove(caller.tenant(), customerId, read(caller, customerId, id).id());
  }

  private Customer customer(Caller caller, String id) {
    return customers
        .findByTenantAndId(caller.tenant(), id)
        .orElseThrow(() -> Problem.notFound("there is no customer " + id).asException());
  }

  private Instant now(Caller caller, Customer customer) {
    String clock = customer.testClockId();
    return time.now(
        clock == null
            ? null
            : clocks.findByTenantAndId(caller.tenant(), clock).map(TestClock::now).orElse(null));
  }

  private static void refuseCardNumbers(NewMethod request, HttpServletRequest http) {
    String token = request.token();
    if (token != null && CardNumber.isIn(token)) {
      ResponseRetention.of(http, ResponseRetention.NONE);
      throw Problem.notAllowed(
              "card_numbers_are_refused", "send the gateway's token, never a card number", "/token")
          .asException();
    }
  }
}
