package dev.takt.api.events;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the sandbox gateway believes it did, from its own books. */
@RestController
@Tag(name = "Sandbox")
class SandboxController {
  private final SandboxCharges charges;

  SandboxController(SandboxCharges charges) {
    this.charges = charges;
  }

  @Operation(summary = "List the sandbox gateway's charges")
  @Requires(Scope.READ)
  @GetMapping("/v1/sandbox/charges")
  Listing<SandboxCharges.SandboxCharge> charges(
      Caller caller, @RequestParam(required = false) @Nullable String customerId, Page page) {
    return page.listing(
        charges.page(caller.tenant(), customerId, page), SandboxCharges.SandboxCharge::id);
  }
}
