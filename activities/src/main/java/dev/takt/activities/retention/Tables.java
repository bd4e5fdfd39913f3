package dev.takt.activities.retention;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Of every table, why it does not grow without end: it is swept, or what is in it must be kept, or
 * there are only so many of what it holds. A new table must be put in one of the lists; a test
 * looks at the database for those that are in none.
 */
@Component
@EnableConfigurationProperties(RetentionSettings.class)
public final class Tables {
  private static final String BOOKS = "books: kept for five years after the end of their year";
  private static final String THINGS = "one row for each thing that there is";

  /** What is never taken out, and why. */
  static final Map<String, String> KEPT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("invoice", BOOKS),
              Map.entry("invoice_line", BOOKS),
              Map.entry("credit_note", BOOKS),
              Map.entry("credit_note_line", BOOKS),
              Map.entry("payment", BOOKS),
              Map.entry("refund", BOOKS),
              Map.entry("transfer_file", BOOKS),
              Map.entry("bank_file", BOOKS),
              Map.entry("bank_statement", BOOKS),
              Map.entry("bank_balance", BOOKS),
              Map.entry("bank_entry", BOOKS),
              Map.entry("posting", BOOKS),
              Map.entry("customer_credit", BOOKS),
              Map.entry("customer_money", BOOKS),
              Map.entry("customer_money_use", BOOKS),
              Map.entry("customer_credit_line", BOOKS),
              Map.entry("credit_trail", BOOKS),
              Map.entry("notice", "evidence that a customer was told of a price in time"),
              Map.entry("price_reach", "one row for each subscription and price of its plan"),
              Map.entry("dunning_case", BOOKS),
              Map.entry("dunning_step", BOOKS),
              Map.entry("dunning_recovery", BOOKS),
              Map.entry("claim", BOOKS),
              Map.entry("claim_step", BOOKS),
              Map.entry("dunning_command", "what people asked of a case, a few rows for each"),
              Map.entry("dunning_policy", THINGS),
              Map.entry("merchant", THINGS),
              Map.entry("seller", BOOKS),
              Map.entry("ledger", THINGS),
              Map.entry("api_key", THINGS),
              Map.entry("test_clock", THINGS),
              Map.entry("customer", THINGS),
              Map.entry("payment_method", THINGS),
              Map.entry("plan", THINGS),
              Map.entry("coupon", THINGS),
              Map.entry("coupon_redemption", "one row for each discount that a coupon gave"),
              Map.entry("one_off_charge", BOOKS),
              Map.entry("plan_price", THINGS),
              Map.entry("subscription", THINGS),
              Map.entry("billing_group", THINGS),
              Map.entry("label", "one row for each thing that a merchant notes something about"),
              Map.entry("message_template", THINGS),
              Map.entry("message_sender", THINGS),
              Map.entry("gateway_account", "one row for each gateway of a merchant"),
              Map.entry("card_step", "one row for each card and reminder"),
              Map.entry("webhook_endpoint", THINGS),
              Map.entry("temporal_namespace", "one row"),
              Map.entry("retention_sweep", "one row for each table that is swept"),
              Map.entry("flyway_schema_history", "one row for each migration"),
              Map.entry("sandbox.method", "the sandbox's, for trying things"),
              Map.entry("sandbox.charge", "the sandbox's, for trying things"),
              Map.entry("sandbox.refund", "the sandbox's, for trying things")));

  private final List<Sweeping> swept;

  Tables(RetentionSettings settings) {
    // The order matters where one table refers to another: what refers first.
    this.swept =
        List.of(
            new Sweeping("idempotency_key", Period.ofDays(2), "r.created_at < :before"),
            // Deliveries are of events: they go first.
            new Sweeping(
                "webhook_delivery",
                Period.ofDays(30),
                "r.status <> 'PENDING' and r.due_at < :before"),
            // A test clock's time has nothing to do with the world's.
            new Sweeping(
                "pay_link",
                Period.ofDays(90),
                """
                r.expires_at < :before and not exists (
                  select from customer c
                  where c.id = r.customer_id and c.test_clock_id is not null)\
                """),
            // The last event of a subject stays, so that the numbers of its events go on.
            Sweeping.byId(
                    "event",
                    "evt",
                    Period.parse(settings.events()),
                    """
                    exists (
                      select from event later
                      where later.subject_id = r.subject_id and later.sequence > r.sequence)\
                    """)
                .atLeast(Duration.ofDays(7)),
            Sweeping.byId("history", "his", Period.parse(settings.history()), "")
                .atLeast(Duration.ofDays(30)),
            // One that is swept could be sent again: nothing asks for what is a year old.
            Sweeping.byId("message", "msg", Period.parse(settings.messages()), "")
                .atLeast(Duration.ofDays(365)));
  }

  /** What is swept, in order. */
  List<Sweeping> swept() {
    return swept;
  }
}
