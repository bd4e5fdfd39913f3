package dev.takt.api.dunning;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Check;
import dev.takt.api.web.FieldError;
import dev.takt.api.web.Problem;
import dev.takt.records.dunning.DunningPolicies;
import dev.takt.records.dunning.NamedPolicy;
import dev.takt.records.merchants.Merchant;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.dunning.CardRules;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.dunning.PolicyLaw;
import dev.takt.workflows.dunning.PolicyRules;
import dev.takt.workflows.law.LawBook;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Dunning policies: what is done about unpaid invoices, by reason. */
@RestController
@RequestMapping("/v1/dunning-policies/{name}")
@Tag(name = "Dunning")
class DunningPoliciesController {
  private final DunningPolicies policies;
  private final BusinessTime time;
  private final Merchants merchants;
  private final LawBook law = LawBook.shipped();
  private final PolicyRules rules = new PolicyRules(CardRules.shipped());

  DunningPoliciesController(DunningPolicies policies, BusinessTime time, Merchants merchants) {
    this.policies = policies;
    this.time = time;
    this.merchants = merchants;
  }

  @Operation(summary = "Read a dunning policy", description = "There is always a \"default\".")
  @Requires(Scope.READ)
  @GetMapping
  PolicyView read(Caller caller, @PathVariable String name) {
    return policies
        .find(caller.tenant(), name)
        .map(policy -> PolicyView.of(name, policy))
        .orElseThrow(() -> Problem.notFound("there is no dunning policy " + name).asException());
  }

  @Operation(
      summary = "Store a dunning policy",
      description =
          "For cases that begin from now on. One that breaks a card scheme's or a law's rule is"
              + " refused, naming the rule.")
  @Requires(Scope.WRITE)
  @PutMapping
  PolicyView put(Caller caller, @PathVariable String name, @RequestBody PolicyView request) {
    Check check = new Check();
    check.that(
        name.matches("[a-z0-9][a-z0-9_-]{0,49}"),
        "/name",
        "a name has 1 to 50 small letters, digits, - and _");
    request.check(check, name);
    check.done();
    DunningPolicy policy = request.toPolicy();
    refuse("policy_unlawful", "law", unlawful(caller, policy));
    refuse("policy_breaks_rule", "rule", rules.breaches(policy));
    policies.put(new NamedPolicy(new NamedPolicy.Key(caller.tenant(), name), policy, time.now()));
    return PolicyView.of(name, policy);
  }

  private List<PolicyRules.Breach> unlawful(Caller caller, DunningPolicy policy) {
    Merchant merchant = merchants.get(caller.merchantId());
    LocalDate today = time.now().atZone(merchant.zone()).toLocalDate();
    return new PolicyLaw(law, merchant.country()).breaches(policy, today);
  }

  private static void refuse(String code, String what, List<PolicyRules.Breach> breaches) {
    if (breaches.isEmpty()) {
      return;
    }
    PolicyRules.Breach first = breaches.getFirst();
    throw Problem.of(
            422,
            code,
            "The policy breaks the " + what + " " + first.rule() + ": " + first.detail() + ".",
            breaches.stream()
                .map(
                    breach ->
                        new FieldError(breach.pointer(), breach.rule() + ": " + breach.detail()))
                .toList())
        .asException();
  }
}
