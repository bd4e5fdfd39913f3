package dev.takt.api.gateways;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.takt.api.BusinessTime;
import dev.takt.api.web.Problem;
import dev.takt.api.web.Public;
import dev.takt.api.workflow.Workflows;
import dev.takt.records.gateways.GatewayAccount;
import dev.takt.records.gateways.GatewayAccounts;
import dev.takt.records.gateways.StripeCredentials;
import dev.takt.records.secrets.SealedSecrets;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stripe's call-backs. The signature is checked before anything is parsed, and says whether the
 * call-back is of live or of test money. What it tells is a hint, of which the id of the charge is
 * read: how the charge stands is asked of Stripe. So one that comes twice, late or in another order
 * does no harm.
 */
@Hidden
@RestController
class StripeCallbackController {
  private final GatewayAccounts accounts;
  private final SealedSecrets secrets;
  private final Workflows workflows;
  private final BusinessTime time;

  StripeCallbackController(
      GatewayAccounts accounts, SealedSecrets secrets, Workflows workflows, BusinessTime time) {
    this.accounts = accounts;
    this.secrets = secrets;
    this.workflows = workflows;
    this.time = time;
  }

  @Public
  @PostMapping("/v1/callbacks/gateways/stripe/{merchantId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void receive(
      @PathVariable String merchantId,
      @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature,
      @RequestBody byte[] body) {
    String payload = new String(body, StandardCharsets.UTF_8);
    String tenant = signedFor(merchantId, payload, signature);
    if (tenant == null) {
      throw Problem.of(400, "invalid_signature", "the signature is not right").asException();
    }
    JsonObject event = JsonParser.parseString(payload).getAsJsonObject();
    String charge = chargeOf(event);
    if (charge != null) {
      workflows.carryOut(
          PaymentOperationWorkflow.id(merchantId, "stripe/" + event.get("id").getAsString()),
          new PaymentOperationWorkflow.GatewayNews(tenant, "stripe", charge, time.now()));
    }
  }

  /**
   * Whose account's secret a call-back is signed with: the merchant's live or test one, or none.
   */
  private @Nullable String signedFor(
      String merchantId, String payload, @Nullable String signature) {
    for (String mode : new String[] {"live", "test"}) {
      String tenant = merchantId + "/" + mode;
      String secret = secret(tenant);
      if (secret != null && signature != null && isSigned(payload, signature, secret)) {
        return tenant;
      }
    }
    return null;
  }

  private @Nullable String secret(String tenant) {
    return accounts
        .find(tenant, "stripe")
        .map(GatewayAccount::sealed)
        .map(kept -> StripeCredentials.read(secrets.open(kept)).webhookSecret())
        .orElse(null);
  }

  private static boolean isSigned(String payload, String signature, String secret) {
    try {
      return Webhook.Signature.verifyHeader(payload, signature, secret, Webhook.DEFAULT_TOLERANCE);
    } catch (SignatureVerificationException wrong) {
      return false;
    }
  }

  /** Stripe's id of the charge that an event is about, or null. */
  private static @Nullable String chargeOf(JsonObject event) {
    if (!event.get("type").getAsString().startsWith("payment_intent.")) {
      return null;
    }
    JsonElement id = event.getAsJsonObject("data").getAsJsonObject("object").get("id");
    return id == null ? null : id.getAsString();
  }
}
