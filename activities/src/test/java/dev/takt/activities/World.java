package dev.takt.activities;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.takt.activities.dunning.CaseWorkflowNotifier;
import dev.takt.activities.payments.PaymentGateway;
import dev.takt.activities.records.Ids;
import dev.takt.records.TaktRecords;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.port.GroupStore;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.port.SubscriptionStore;
import dev.takt.workflows.subscription.Identity;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A merchant of its own in a real PostgreSQL, with all activities but those that need Temporal. The
 * server is started once; each world is another tenant.
 */
public final class World {
  public static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");
  private static final AnnotationConfigApplicationContext CONTEXT = start();

  public final String merchantId = Ids.next("mer");
  public final String tenant = Identity.tenant(merchantId, false);
  public final JdbcClient database = CONTEXT.getBean(JdbcClient.class);
  public final SubscriptionStore books = CONTEXT.getBean(SubscriptionStore.class);
  public final GroupStore groupBooks = CONTEXT.getBean(GroupStore.class);
  public final Payments payments = CONTEXT.getBean(Payments.class);

  public World() {
    database
        .sql(
            """
            insert into merchant (id, name, country, time_zone, currency, locale, billing_time,
              billing_spread_minutes, created_at)
            values (?, 'Butik', 'DK', ?, 'DKK', 'da', '06:00', 0, now())
            """)
        .param(merchantId)
        .param(ZONE.getId())
        .update();
    database
        .sql("insert into ledger (tenant, merchant_id) values (?, ?)")
        .param(tenant)
        .param(merchantId)
        .update();
  }

  @Configuration
  @Import(TaktRecords.class)
  @ComponentScan(
      basePackages = "dev.takt.activities",
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern =
                  "dev\\.takt\\.activities\\.((clocks|prices)\\..*"
                      + "|groups\\.(GroupsOnClock|GroupMemberNotifications)"
                      + "|subscriptions\\.SubscriptionsOnClock"
                      + "|dunning\\.(CasesOnClock|DunningConsequenceActivities|DunningWorkflowReconciler))"))
  static class Wiring {
    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
      return EmbeddedPostgres.start();
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(EmbeddedPostgres postgres) {
      var config = new HikariConfig();
      config.setDataSource(postgres.getPostgresDatabase());
      config.setMaximumPoolSize(20);
      var dataSource = new HikariDataSource(config);
      Flyway.configure().dataSource(dataSource).load().migrate();
      return dataSource;
    }

    /** There are no workflows here that could follow. */
    @Bean
    CaseWorkflowNotifier followers() {
      return new CaseWorkflowNotifier() {
        @Override
        public void closed(DunningCase closed, Instant at) {}

        @Override
        public void reopened(DunningCase reopened, Instant at) {}

        @Override
        public int wakeStrays(Instant now) {
          return 0;
        }
      };
    }

    @Bean
    JdbcClient database(DataSource dataSource) {
      return JdbcClient.create(dataSource);
    }

    @Bean
    NamedParameterJdbcOperations operations(DataSource dataSource) {
      return new NamedParameterJdbcTemplate(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
      return new DataSourceTransactionManager(dataSource);
    }
  }

  private static AnnotationConfigApplicationContext start() {
    var context = new AnnotationConfigApplicationContext(Wiring.class);
    context.registerShutdownHook();
    return context;
  }

  public static <T> T bean(Class<T> type) {
    return CONTEXT.getBean(type);
  }

  /** The gateway of a name. */
  public static PaymentGateway gateway(String name) {
    return CONTEXT.getBeansOfType(PaymentGateway.class).values().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Noon of a date, for the merchant. */
  public static Instant noon(String date) {
    return LocalDate.parse(date).atTime(12, 0).atZone(ZONE).toInstant();
  }

  public String customer() {
    String id = Ids.next("cus");
    database
        .sql("insert into customer (id, tenant, kind, created_at) values (?, ?, 'CONSUMER', now())")
        .param(id)
        .param(tenant)
        .update();
    return id;
  }

  /** A customer with a default card of that token. */
  public String customerWithCard(String token) {
    String customer = customer();
    addCard(customer, token);
    return customer;
  }

  public String addCard(String customer, String token) {
    String id = Ids.next("pm");
    var registered =
        payments.register(
            new Payments.NewPaymentMethod(
                tenant, id, customer, "sandbox", token, null, true, noon("2026-01-01")));
    if (registered.refusal() != null) {
      throw new IllegalStateException(registered.refusal().detail());
    }
    return id;
  }

  public String plan(long price, String vatRate, boolean includesVat) {
    String id = Ids.next("pln");
    database
        .sql(
            """
            insert into plan (id, tenant, code, name, unit, count, price, currency, vat_rate,
              price_includes_vat, billing, trial_days, created_at)
            values (?, ?, ?, 'Avis', 'MONTH', 1, ?, 'DKK', ?, ?, 'IN_ADVANCE', 0, now())
            """)
        .params(List.of(id, tenant, id, price, vatRate, includesVat))
        .update();
    return id;
  }

  /** An open invoice of its own, with the posting that makes it a debt. */
  public String invoice(String customer, long total) {
    String id = Ids.next("inv");
    long number =
        database
            .sql(
                """
                update ledger set next_invoice_number = next_invoice_number + 1
                where tenant = ? returning next_invoice_number - 1
                """)
            .param(tenant)
            .query(Long.class)
            .single();
    database
        .sql(
            """
            insert into invoice (id, tenant, number, billing_key, customer_id, status, collection,
              issue_date, due_date, currency, total, vat, created_at)
            values (?, ?, ?, ?, ?, 'OPEN', 'CARD', '2026-03-01', '2026-03-01', 'DKK', ?, '[]',
              now())
            """)
        .params(List.of(id, tenant, number, id, customer, total))
        .update();
    database
        .sql(
            """
            insert into posting (tenant, booked_on, debit, credit, amount, currency, what,
              document_id, recorded_at)
            values (?, '2026-03-01', 'receivable', 'deferred_revenue', ?, 'DKK', 'invoice', ?,
              now())
            """)
        .params(List.of(tenant, total, id))
        .update();
    return id;
  }

  public void closeBooks(String through) {
    database
        .sql("update ledger set books_closed_through = cast(? as date) where tenant = ?")
        .param(through)
        .param(tenant)
        .update();
  }

  /** Lets an hour of the world's time pass for the charges whose gateways have not answered. */
  public void letAnHourPass() {
    database
        .sql(
            """
            update payment set recorded_at = recorded_at - interval '1 hour'
            where tenant = ? and status = 'UNKNOWN'
            """)
        .param(tenant)
        .update();
  }

  /** One number that a query gives; it may use {@code :tenant}. */
  public long number(String sql) {
    Long number = database.sql(sql).param("tenant", tenant).query(Long.class).single();
    return number == null ? 0 : number;
  }

  /** A column of texts that a query gives; it may use {@code :tenant}. */
  public List<String> texts(String sql) {
    return database
        .sql(sql)
        .param("tenant", tenant)
        .query((row, number) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** What stands on the debit side of an account, over all dates. */
  public long balance(String account) {
    return balance(account, null);
  }

  /** The same up to and with a date. */
  public long balance(String account, @Nullable LocalDate through) {
    return database
        .sql(
            """
            select coalesce(sum(case when debit = :account then amount else -amount end), 0)
            from posting
            where tenant = :tenant and :account in (debit, credit)
              and booked_on <= coalesce(cast(:through as date), 'infinity')
            """)
        .param("account", account)
        .param("tenant", tenant)
        .param("through", through)
        .query(Long.class)
        .single();
  }
}
