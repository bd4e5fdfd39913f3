package dev.takt.activities.bank;

import dev.takt.activities.bank.files.BankFile;
import dev.takt.activities.bank.files.BankTransaction;
import dev.takt.activities.bank.files.Entry;
import dev.takt.activities.bank.files.Statement;
import dev.takt.activities.bank.matching.FreshTransactions.Known;
import dev.takt.activities.bank.matching.OwnAccount;
import dev.takt.activities.records.SqlValues;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files of banks, and the statements that they are once they were read. */
@Component
class StatementRows {
  private final JdbcClient database;

  StatementRows(JdbcClient database) {
    this.database = database;
  }

  Optional<byte[]> content(String tenant, String statementId) {
    return database
        .sql("select content from bank_file where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", statementId)
        .query((row, _) -> Objects.requireNonNull(row.getBytes("content")))
        .optional();
  }

  boolean isRead(String tenant, String statementId) {
    return database
        .sql("select exists (select 1 from bank_statement where tenant = :tenant and id = :id)")
        .param("tenant", tenant)
        .param("id", statementId)
        .query(Boolean.class)
        .single();
  }

  void forget(String tenant, String statementId) {
    database
        .sql("delete from bank_file where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", statementId)
        .update();
  }

  /** One file of a tenant is read at a time, so that two that tell the same are told apart. */
  void lockBooks(String tenant) {
    database
        .sql("select pg_advisory_xact_lock(hashtextextended('bank/' || :tenant, 0))")
        .param("tenant", tenant)
        .query((_, _) -> true)
        .single();
  }

  /** The account that the merchant has told of; none of it where it has not. */
  OwnAccount ownAccount(String tenant) {
    return database
        .sql(
            """
            select s.registration_number, s.account_number, s.iban
            from ledger l join seller s on s.merchant_id = l.merchant_id
            where l.tenant = :tenant order by s.id desc limit 1
            """)
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new OwnAccount(
                    row.getString("registration_number"),
                    row.getString("account_number"),
                    row.getString("iban")))
        .optional()
        .orElseGet(() -> new OwnAccount(null, null, null));
  }

  /** What is booked of these bookings. */
  List<Known> known(String tenant, List<Entry> bookings) {
    return database
        .sql(
            """
            select e.id, e.key, e.booking_key,
              e.status in ('UNMATCHED', 'PROPOSED') and (e.direction = 'CREDIT' or e.reversal) as open,
              case e.direction when 'CREDIT' then e.amount else -e.amount end as amount
            from bank_entry e
            where e.tenant = :tenant
              and (e.key = any(:keys) or e.booking_key = any(:bookings))
            """)
        .param("tenant", tenant)
        .param("keys", texts(bookings.stream().flatMap(StatementRows::keys)))
        .param("bookings", texts(bookings.stream().map(Entry::key)))
        .query(
            (row, _) ->
                new Known(
                    row.getString("id"),
                    row.getString("key"),
                    row.getString("booking_key"),
                    row.getLong("amount"),
                    row.getBoolean("open")))
        .list();
  }

  private static Stream<String> keys(Entry booking) {
    return booking.transactions().stream().map(BankTransaction::key);
  }

  private static String[] texts(Stream<String> texts) {
    return texts.toArray(String[]::new);
  }

  void insert(String tenant, String statementId, BankFile file, int repeated, Instant at) {
    List<Statement> statements = file.statements();
    database
        .sql(
            """
            insert into bank_statement (id, tenant, format, account, first_day, last_day,
              read_through, entries, repeated, read_at)
            values (:id, :tenant, :format, :account, :first, :last, :through, :entries, :repeated,
              :at)
            """)
        .param("id", statementId)
        .param("tenant", tenant)
        .param("format", file.format().name())
        .param("account", statements.isEmpty() ? "" : statements.getFirst().account())
        .param("first", days(statements, Statement::from).min(LocalDate::compareTo).orElse(null))
        .param("last", days(statements, Statement::to).max(LocalDate::compareTo).orElse(null))
        .param(
            "through",
            days(statements, Statement::readThrough).max(Comparator.naturalOrder()).orElse(null))
        .param("entries", file.transactions().count())
        .param("repeated", repeated)
        .param("at", SqlValues.instant(at))
        .update();
    insertBalances(tenant, statementId, statements);
  }

  private static Stream<LocalDate> days(
      List<Statement> statements, Function<Statement, Optional<LocalDate>> day) {
    return statements.stream().flatMap(statement -> day.apply(statement).stream());
  }

  private record BalanceRow(
      int position,
      String account,
      String currency,
      long opening,
      LocalDate openingOn,
      long closing,
      LocalDate closingOn) {}

  private void insertBalances(String tenant, String statementId, List<Statement> statements) {
    var balances = new ArrayList<BalanceRow>();
    for (Statement statement : statements) {
      for (Statement.Balance of : statement.balances()) {
        balances.add(
            new BalanceRow(
                balances.size(),
                statement.account(),
                of.currency(),
                of.opening(),
                of.openingOn(),
                of.closing(),
                of.closingOn()));
      }
    }
    database
        .sql(
            """
            insert into bank_balance (tenant, statement_id, position, account, currency, opening,
              opening_on, closing, closing_on)
            select :tenant, :statement, b.position, b.account, b.currency, b.opening,
              b."openingOn", b.closing, b."closingOn"
            from jsonb_to_recordset(cast(:balances as jsonb)) as b (position integer, account text,
              currency text, opening bigint, "openingOn" date, closing bigint, "closingOn" date)
            """)
        .param("tenant", tenant)
        .param("statement", statementId)
        .param("balances", SqlValues.json(balances))
        .update();
  }

  /** Two balances, in minor units, that should be one. */
  record Gap(
      String account,
      String currency,
      long closing,
      LocalDate closingOn,
      long opening,
      LocalDate openingOn) {}

  /** Where a statement does not begin with what the one before ended with; not told of twice. */
  List<Gap> gaps(String tenant, String statementId) {
    return database
        .sql(
            """
            select n.account, n.currency, b.closing, b.closing_on, n.opening, n.opening_on
            from bank_balance n
            cross join lateral (
              select p.closing, p.closing_on from bank_balance p
              where p.tenant = n.tenant and p.account = n.account and p.currency = n.currency
                and p.closing_on <= n.opening_on
                and (p.statement_id, p.position) <> (n.statement_id, n.position)
              order by p.closing_on desc, p.statement_id desc, p.position desc limit 1) b
            where n.tenant = :tenant and n.statement_id = :id and b.closing <> n.opening
              and not exists (
                select 1 from bank_balance same
                where same.tenant = n.tenant and same.account = n.account
                  and same.currency = n.currency and same.closing_on = n.closing_on
                  and same.opening_on = n.opening_on and same.opening = n.opening
                  and same.closing = n.closing and same.statement_id <> n.statement_id)
            order by n.position
            """)
        .param("tenant", tenant)
        .param("id", statementId)
        .query(
            (row, _) ->
                new Gap(
                    row.getString("account"),
                    row.getString("currency"),
                    row.getLong("closing"),
                    Objects.requireNonNull(SqlValues.date(row, "closing_on")),
                    row.getLong("opening"),
                    Objects.requireNonNull(SqlValues.date(row, "opening_on"))))
        .list();
  }

  /** What became of a statement's transactions. */
  record Counts(int booked, int proposed, int unmatched, int ignored, int reversed) {}

  /** Counts once what became of a statement; empty where that was done before. */
  Optional<Counts> count(String tenant, String statementId) {
    return database
        .sql(
            """
            update bank_statement s set booked = c.booked, proposed = c.proposed,
              unmatched = c.unmatched, ignored = c.ignored, reversed = c.reversed
            from (
              select count(*) filter (where status = 'MATCHED' and not reversal) as booked,
                count(*) filter (where status = 'PROPOSED') as proposed,
                count(*) filter (where status = 'UNMATCHED') as unmatched,
                count(*) filter (where status = 'IGNORED') as ignored,
                count(*) filter (where status = 'MATCHED' and reversal) as reversed
              from bank_entry where tenant = :tenant and statement_id = :id) c
            where s.tenant = :tenant and s.id = :id and s.booked is null
            returning s.booked, s.proposed, s.unmatched, s.ignored, s.reversed
            """)
        .param("tenant", tenant)
        .param("id", statementId)
        .query(
            (row, _) ->
                new Counts(
                    row.getInt("booked"),
                    row.getInt("proposed"),
                    row.getInt("unmatched"),
                    row.getInt("ignored"),
                    row.getInt("reversed")))
        .optional();
  }
}
