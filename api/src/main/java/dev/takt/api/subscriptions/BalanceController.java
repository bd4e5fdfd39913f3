package dev.takt.api.subscriptions;

import dev.takt.api.access.Caller;
import dev.takt.api.customers.Customers;
import dev.takt.api.web.Problem;
import dev.takt.workflows.timeline.Claim;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A customer's balance: what waits to be deducted from invoices, and what is owed. */
@RestController
@Tag(name = "Customers")
class BalanceController {
  private final Customers customers;
  private final SubscriptionRows rows;
  private final Reading reading;
  private final JdbcClient jdbc;

  BalanceController(Customers customers, SubscriptionRows rows, Reading reading, JdbcClient jdbc) {
    this.customers = customers;
    this.rows = rows;
    this.reading = reading;
    this.jdbc = jdbc;
  }

  /** One row for each currency. */
  record Balance(String customerId, List<InCurrency> balances) {}

  /**
   * @param credit what is to be deducted from coming invoices, in minor units
   * @param openDebt what is due on invoices, in minor units
   * @param credits what the credit is made of
   */
  record InCurrency(String currency, long credit, long openDebt, List<Credit> credits) {}

  /**
   * @param subscriptionId the only one whose invoices it is deducted from; null: any of the
   *     customer's
   * @param fromSubscriptionId the one that it comes from
   * @param vatRate the rate of the lines that it is deducted from
   * @param amount as on the line: with VAT where the price includes it
   */
  record Credit(
      @Nullable String subscriptionId,
      String fromSubscriptionId,
      String currency,
      String vatRate,
      long amount) {}

  private record Debt(String currency, long amount) {}

  @Operation(summary = "Read a customer's balance")
  @GetMapping("/v1/customers/{id}/balance")
  Balance read(Caller caller, @PathVariable String id) {
    if (customers.find(caller.tenant(), id).isEmpty()) {
      throw Problem.notFound("there is no customer " + id).asException();
    }
    List<Credit> credits = new ArrayList<>(left(caller.tenant(), id));
    rows.ofCustomer(caller.tenant(), id).stream()
        .filter(row -> !row.ended())
        .forEach(row -> credits.addAll(pending(row)));
    List<Debt> debts = debts(caller.tenant(), id);
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

  private static Credit pending(String id, String currency, Claim claim) {
    return new Credit(id, id, currency, claim.price().vatRate(), claim.amount());
  }

  private List<Credit> left(String tenant, String customerId) {
    return jdbc.sql(
            """
            select from_subscription_id, currency, vat_rate, remaining from customer_credit
            where tenant = :tenant and customer_id = :customer and remaining > 0
            order by created_on, id
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query(
            (row, _) ->
                new Credit(
                    null,
                    row.getString("from_subscription_id"),
                    row.getString("currency"),
                    row.getString("vat_rate"),
                    row.getLong("remaining")))
        .list();
  }

  private List<Debt> debts(String tenant, String customerId) {
    return jdbc.sql(
            """
            select currency, sum(total - amount_paid - amount_credited - amount_written_off) as due
            from invoice
            where tenant = :tenant and customer_id = :customer
              and status in ('OPEN', 'PARTLY_CREDITED', 'IN_COLLECTION')
            group by currency
            """)
        .param("tenant", tenant)
        .param("customer", customerId)
        .query((row, _) -> new Debt(row.getString("currency"), row.getLong("due")))
        .list();
  }
}
