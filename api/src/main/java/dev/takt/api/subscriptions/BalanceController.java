package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Problem;
import dev.takt.records.customers.Customers;
import dev.takt.workflows.timeline.RefundClaim;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A customer's balance: what waits to lower or to pay invoices, and what is owed. */
@RestController
@Tag(name = "Customers")
class BalanceController {
  private final Customers customers;
  private final SubscriptionRows rows;
  private final SubscriptionReads reading;
  private final BalanceRows balances;

  BalanceController(
      Customers customers, SubscriptionRows rows, SubscriptionReads reading, BalanceRows balances) {
    this.customers = customers;
    this.rows = rows;
    this.reading = reading;
    this.balances = balances;
  }

  /** One row for each currency. */
  record Balance(String customerId, List<InCurrency> balances) {}

  /**
   * @param credit what coming invoices are lowered by or paid from, in minor units
   * @param money what of it is money, which pays invoices and can be given back
   * @param openDebt what is due on invoices, in minor units
   * @param credits what the credit is made of
   */
  record InCurrency(
      String currency, long credit, long money, long openDebt, List<Credit> credits) {}

  /** What a credit is: deducted from invoices as a line of theirs, or money that pays them. */
  enum Kind {
    ADJUSTMENT,
    OVERPAYMENT
  }

  /**
   * @param kind ADJUSTMENT lowers coming invoices and their VAT; OVERPAYMENT is money that pays
   *     them
   * @param subscriptionId the one whose invoices it is deducted from, its own and its group's;
   *     null: any of the customer's
   * @param fromSubscriptionId the one that it comes from; null with money
   * @param paymentId the payment that brought too much; null with what is no money
   * @param invoiceId the invoice that this payment was for
   * @param vatRate at which it stands on an invoice, whatever the rate of the other lines; null
   *     with money
   * @param amount as on the line: with VAT where the price includes it
   */
  record Credit(
      Kind kind,
      @Nullable String subscriptionId,
      @Nullable String fromSubscriptionId,
      @Nullable String paymentId,
      @Nullable String invoiceId,
      String currency,
      @Nullable String vatRate,
      long amount) {

    static Credit adjustment(
        @Nullable String subscriptionId,
        String fromSubscriptionId,
        String currency,
        String vatRate,
        long amount) {
      return new Credit(
          Kind.ADJUSTMENT,
          subscriptionId,
          fromSubscriptionId,
          null,
          null,
          currency,
          vatRate,
          amount);
    }
  }

  record Debt(String currency, long amount) {}

  @Operation(summary = "Read a customer's balance")
  @Requires(Scope.READ)
  @GetMapping("/v1/customers/{id}/balance")
  Balance read(Caller caller, @PathVariable String id) {
    if (customers.findByTenantAndId(caller.tenant(), id).isEmpty()) {
      throw Problem.notFound("there is no customer " + id).asException();
    }
    List<Credit> credits = new ArrayList<>(balances.left(caller.tenant(), id));
    rows.ofCustomer(caller.tenant(), id).stream()
        .filter(row -> !row.ended())
        .forEach(row -> credits.addAll(pending(row)));
    credits.addAll(balances.money(caller.tenant(), id));
    List<Debt> debts = balances.debts(caller.tenant(), id);
    TreeSet<String> currencies = new TreeSet<>();
    credits.forEach(credit -> currencies.add(credit.currency()));
    debts.forEach(debt -> currencies.add(debt.currency()));
    return new Balance(
        id, currencies.stream().map(currency -> in(currency, credits, debts)).toList());
  }

  private static InCurrency in(String currency, List<Credit> credits, List<Debt> debts) {
    List<Credit> own =
        credits.stream().filter(credit -> credit.currency().equals(currency)).toList();
    return new InCurrency(
        currency,
        own.stream().mapToLong(Credit::amount).sum(),
        own.stream()
            .filter(credit -> credit.kind() == Kind.OVERPAYMENT)
            .mapToLong(Credit::amount)
            .sum(),
        debts.stream()
            .filter(debt -> debt.currency().equals(currency))
            .mapToLong(Debt::amount)
            .sum(),
        own);
  }

  private List<Credit> pending(SubscriptionRow row) {
    String id = row.state().identity().subscriptionId();
    return row.state().standing(reading.today(row)).claims().stream()
        .map(claim -> pending(id, row.state().currency(), claim))
        .toList();
  }

  private static Credit pending(String id, String currency, RefundClaim claim) {
    return Credit.adjustment(id, id, currency, claim.price().vatRate(), claim.amount());
  }
}
