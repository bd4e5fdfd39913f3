package dev.takt.api.customers;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import dev.takt.api.web.Problem;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.merchants.Merchants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Customers. */
@RestController
@RequestMapping("/v1/customers")
@Tag(name = "Customers")
class CustomersController {
  private final Customers customers;
  private final CustomerChanges changes;
  private final Erasure erasure;
  private final Merchants merchants;
  private final TestClocks clocks;
  private final BusinessTime time;

  CustomersController(
      Customers customers,
      CustomerChanges changes,
      Erasure erasure,
      Merchants merchants,
      TestClocks clocks,
      BusinessTime time) {
    this.customers = customers;
    this.changes = changes;
    this.erasure = erasure;
    this.merchants = merchants;
    this.clocks = clocks;
    this.time = time;
  }

  @Operation(
      summary = "Create a customer",
      description = "With a testClockId it lives on that clock, with all that is its own.")
  @Requires(Scope.WRITE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Customer create(Caller caller, RequestId requestId, @RequestBody CustomerRequest request) {
    String clock = request.testClockId();
    boolean clockKnown =
        clock != null && clocks.findByTenantAndId(caller.tenant(), clock).isPresent();
    Customer customer =
        request.asNew(
            requestId.id("cus_"),
            caller.tenant(),
            merchants.get(caller.merchantId()),
            clockKnown,
            time.now());
    customers.insert(customer);
    return read(caller, customer.id());
  }

  @Operation(summary = "Read a customer")
  @Requires(Scope.READ)
  @GetMapping("/{id}")
  Customer read(Caller caller, @PathVariable String id) {
    return customers.findByTenantAndId(caller.tenant(), id).orElseThrow(() -> unknown(id));
  }

  static RuntimeException unknown(String id) {
    return Problem.notFound("there is no customer " + id).asException();
  }

  @Operation(summary = "List customers")
  @Requires(Scope.READ)
  @GetMapping
  Listing<Customer> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String email,
      @RequestParam(required = false) @Nullable String externalRef,
      Page page) {
    return page.listing(
        customers.page(caller.tenant(), email, externalRef, page.after(), page.rows()),
        Customer::id);
  }

  @Operation(
      summary = "Change a customer",
      description = "A field that is absent stays; one that is null is emptied, where it may be.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(schema = @Schema(implementation = CustomerRequest.class)))
  @Requires(Scope.WRITE)
  @PatchMapping("/{id}")
  Customer change(Caller caller, @PathVariable String id, @RequestBody ObjectNode request) {
    changes.apply(caller.tenant(), id, CustomerChange.of(request));
    return read(caller, id);
  }

  @Operation(
      summary = "Delete personal data",
      description =
          "Everything goes that bookkeeping law does not require to be kept: with invoices, name"
              + " and address stay on them.")
  @Requires(Scope.ADMIN)
  @DeleteMapping("/{id}/personal-data")
  Customer erase(Caller caller, @PathVariable String id) {
    Customer customer = read(caller, id);
    if (customer.erasedAt() == null) {
      erasure.erase(caller.tenant(), id, time.now());
    }
    return read(caller, id);
  }
}
