package dev.takt.activities.dunning;

import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.dunning.DunningCase;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.dunning.NextStep;
import dev.takt.workflows.events.BankEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The wait of what has consequences for the bank: a service is not withheld, ended or given up
 * while the payment may be in a file that nobody has read.
 */
@Component
class BankReading {
  private final JdbcClient database;
  private final DunningCaseRows rows;
  private final BankingDays days;
  private final DunningPlan plan;

  BankReading(JdbcClient database, DunningCaseRows rows, BankingDays days, DunningPlan plan) {
    this.database = database;
    this.rows = rows;
    this.days = days;
    this.plan = plan;
  }

  /** How far a merchant's bank was read, and whether an invoice is paid by bank. */
  private record Read(@Nullable LocalDate through, boolean byBank) {}

  /**
   * The case as it waits for the bank, or waits no longer, with its row changed.
   *
   * @param transaction in which it is told that the bank was not read
   */
  DunningCase look(DunningCase open, BooksTransaction transaction) {
    Instant at = transaction.at();
    NextStep next = open.next();
    boolean due = next != null && open.hurts(next) && !next.at().isAfter(at);
    if (!due && !open.isHeldForBank()) {
      return open;
    }
    LocalDate today = at.atZone(open.zone()).toLocalDate();
    LocalDate needed = days.before(open.country(), today);
    Read read = read(open);
    boolean unread =
        open.policy().waitsForBank(read.through() != null, read.byBank())
            && (read.through() == null || read.through().isBefore(needed));
    if (unread == open.isHeldForBank()) {
      return open;
    }
    DunningCase after =
        unread ? open.heldForBank(today.plusDays(1), at) : open.stepped().released(at);
    DunningCase planned = after.planned(plan, at);
    rows.update(planned, at);
    if (unread) {
      DunningCase.Debtor debtor = open.debtor();
      transaction.publish(
          new BankEvent.Unread(
              debtor.caseId(),
              debtor.invoiceId(),
              debtor.customerId(),
              Objects.requireNonNull(next).kind().name(),
              needed,
              read.through()));
    }
    return planned;
  }

  private Read read(DunningCase open) {
    return database
        .sql(
            """
            select (select max(s.read_through) from bank_statement s
                where s.tenant = i.tenant) as through, i.collection
            from invoice i where i.tenant = :tenant and i.id = :invoice
            """)
        .param("tenant", open.debtor().tenant())
        .param("invoice", open.debtor().invoiceId())
        .query(
            (row, _) ->
                new Read(
                    SqlValues.date(row, "through"), row.getString("collection").equals("INVOICE")))
        .single();
  }
}
