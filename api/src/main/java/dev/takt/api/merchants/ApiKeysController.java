package dev.takt.api.merchants;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.ApiKey;
import dev.takt.api.access.ApiKeyIssuer;
import dev.takt.api.access.ApiKeys;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.api.idempotency.ResponseRetention;
import dev.takt.api.web.Check;
import dev.takt.api.web.Listing;
import dev.takt.api.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

/** A merchant's keys: a test key makes and revokes test keys, a live key live ones. */
@RestController
@RequestMapping("/v1/merchant/api-keys")
@Tag(name = "Merchants")
class ApiKeysController {
  private final ApiKeys keys;
  private final ApiKeyIssuer issuer;
  private final BusinessTime time;

  ApiKeysController(ApiKeys keys, ApiKeyIssuer issuer, BusinessTime time) {
    this.keys = keys;
    this.issuer = issuer;
    this.time = time;
  }

  record KeyRequest(
      @Text(max = 100) @Nullable String name, @Nullable List<@Nullable Scope> scopes) {}

  /** A key as it may be shown again. */
  record ApiKeyView(
      String id,
      boolean live,
      String last4,
      @Nullable String name,
      List<Scope> scopes,
      Instant createdAt,
      @Nullable Instant revokedAt) {
    static ApiKeyView of(ApiKey key) {
      return new ApiKeyView(
          key.id(),
          key.live(),
          key.last4(),
          key.name(),
          key.scopes(),
          key.createdAt(),
          key.revokedAt());
    }
  }

  record Created(
      String id, String apiKey, boolean live, @Nullable String name, List<Scope> scopes) {}

  @Operation(
      summary = "Make another key",
      description =
          "It is shown this once. READ sees everything but keys; WRITE changes what happens to"
              + " customers and subscriptions; ADMIN is for keys, webhook endpoints, the merchant"
              + " itself and personal data. Without scopes it may do what the key that makes it"
              + " may do; it never may more.")
  @Requires(Scope.ADMIN)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Created create(
      Caller caller,
      RequestId requestId,
      @RequestBody(required = false) @Nullable KeyRequest request,
      HttpServletRequest http) {
    KeyRequest asked = request == null ? new KeyRequest(null, null) : request;
    Check check = Check.of(asked);
    Set<Scope> scopes = scopes(check, caller, asked.scopes());
    check.done();
    ResponseRetention.of(http, ResponseRetention.SEALED);
    String id = requestId.id("key_");
    String key =
        issuer.create(id, caller.merchantId(), caller.live(), asked.name(), scopes, time.now());
    return new Created(id, key, caller.live(), asked.name(), scopes.stream().sorted().toList());
  }

  private static Set<Scope> scopes(
      Check check, Caller caller, @Nullable List<@Nullable Scope> given) {
    if (given == null) {
      return caller.scopes();
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (int i = 0; i < given.size(); i++) {
      Scope scope = given.get(i);
      if (scope == null || !caller.scopes().contains(scope)) {
        check.error("/scopes/" + i, "must be one that your own key has: " + caller.scopes());
      } else {
        scopes.add(scope);
      }
    }
    check.that(!given.isEmpty(), "/scopes", "must have at least one");
    return scopes;
  }

  @Operation(summary = "List keys")
  @Requires(Scope.ADMIN)
  @GetMapping
  Listing<ApiKeyView> list(Caller caller) {
    return new Listing<>(keys.findByTenantOrderByIdDesc(caller.tenant()), null).map(ApiKeyView::of);
  }

  @Operation(summary = "Revoke a key")
  @Requires(Scope.ADMIN)
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Caller caller, @PathVariable String id) {
    issuer.revoke(caller.tenant(), id, time.now());
  }
}
