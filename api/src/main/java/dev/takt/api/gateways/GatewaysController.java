package dev.takt.api.gateways;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Problem;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.gateways.GatewayAccount;
import dev.takt.records.gateways.GatewayAccounts;
import dev.takt.records.secrets.SealedSecrets;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The merchant's accounts with payment gateways, those of the key's mode. */
@RestController
@RequestMapping("/v1/gateways")
@Tag(name = "Gateways")
class GatewaysController {
  private static final String STRIPE = "stripe";

  private final GatewayAccounts accounts;
  private final SealedSecrets secrets;
  private final Workflows workflows;
  private final BusinessTime time;

  GatewaysController(
      GatewayAccounts accounts, SealedSecrets secrets, Workflows workflows, BusinessTime time) {
    this.accounts = accounts;
    this.secrets = secrets;
    this.workflows = workflows;
    this.time = time;
  }

  @Operation(
      summary = "Connect Stripe",
      description =
          "The credentials are kept encrypted, and used once Stripe has accepted them; those in use"
              + " stay in use until then.")
  @Requires(Scope.ADMIN)
  @PutMapping("/stripe")
  GatewayView connect(
      Caller caller, RequestId requestId, @Valid @RequestBody StripeConnection request) {
    if (request.isLive() != caller.live()) {
      throw Problem.notAllowed(
              "gateway_mode_differs",
              "a live key connects Stripe's live keys, and a test key its test keys",
              "/secretKey")
          .asException();
    }
    if (!secrets.canBeKept()) {
      throw Problem.of(
              501,
              "gateways_need_a_key",
              "this installation has no key to keep secrets with: set TAKT_SECRET_KEYS")
          .asException();
    }
    String credentials = request.credentials().write();
    if (!isInUse(caller, credentials)) {
      accounts.propose(
          caller.tenant(), STRIPE, secrets.seal(credentials), request.publishableKey(), time.now());
      workflows.carryOut(
          PaymentOperationWorkflow.id(caller.merchantId(), STRIPE + "/" + requestId.id("con_")),
          new PaymentOperationWorkflow.GatewayConnection(caller.tenant(), STRIPE, time.now()));
    }
    return read(caller, STRIPE);
  }

  /** Whether Stripe has accepted these very credentials already. */
  private boolean isInUse(Caller caller, String credentials) {
    return accounts
        .find(caller.tenant(), STRIPE)
        .map(GatewayAccount::sealed)
        .filter(sealedOnes -> secrets.open(sealedOnes).equals(credentials))
        .isPresent();
  }

  @Operation(summary = "List connected gateways", description = "Without their secrets.")
  @Requires(Scope.READ)
  @GetMapping
  Listing<GatewayView> list(Caller caller) {
    List<GatewayView> views =
        accounts.all(caller.tenant()).stream()
            .map(account -> GatewayView.of(account, caller.merchantId()))
            .toList();
    return new Listing<>(views, null);
  }

  @Operation(summary = "Read a connected gateway", description = "Without its secrets.")
  @Requires(Scope.READ)
  @GetMapping("/{gateway}")
  GatewayView read(Caller caller, @PathVariable String gateway) {
    GatewayAccount account = account(caller, gateway);
    if (account.status() == GatewayAccount.Status.REMOVED) {
      throw missing(gateway);
    }
    return GatewayView.of(account, caller.merchantId());
  }

  @Operation(
      summary = "Disconnect a gateway",
      description = "Refused while a payment waits for its outcome.")
  @Requires(Scope.ADMIN)
  @DeleteMapping("/{gateway}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disconnect(Caller caller, @PathVariable String gateway) {
    account(caller, gateway);
    List<String> pending = accounts.paymentsUnderWay(caller.tenant(), gateway);
    if (!pending.isEmpty()) {
      throw Problem.conflict(
              "gateway_has_pending_payments",
              "these payments wait for their outcome: " + String.join(", ", pending))
          .asException();
    }
    accounts.remove(caller.tenant(), gateway);
  }

  private GatewayAccount account(Caller caller, String gateway) {
    return accounts.find(caller.tenant(), gateway).orElseThrow(() -> missing(gateway));
  }

  private static RuntimeException missing(String gateway) {
    return Problem.notFound("no gateway " + gateway + " is connected").asException();
  }
}
