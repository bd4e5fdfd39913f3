package dev.takt.api.subscriptions;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.OneOffCharge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads one-off charges. */
@Repository
class ChargeReads {
  private static final String SELECT = "select d.* from one_off_charge d where d.tenant = :tenant";

  private final JdbcClient jdbc;

  ChargeReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ChargeView> find(String tenant, String subscriptionId, String id) {
    return jdbc.sql(SELECT + " and d.subscription_id = :subscription and d.id = :id")
        .param("tenant", tenant)
        .param("subscription", subscriptionId)
        .param("id", id)
        .query(ChargeReads::charge)
        .optional();
  }

  List<ChargeView> page(
      String tenant, String subscriptionId, ChargeView.@Nullable Status status, Page page) {
    return Select.from(SELECT, tenant)
        .and("d.subscription_id = :subscription", "subscription", subscriptionId)
        .and("d.status = :status", "status", status == null ? null : status.name())
        .page(jdbc, page, "d.id", ChargeReads::charge);
  }

  private static ChargeView charge(ResultSet row, int number) throws SQLException {
    LocalDate from = Columns.date(row, "service_from");
    LocalDate to = Columns.date(row, "service_to");
    return new ChargeView(
        row.getString("id"),
        row.getString("subscription_id"),
        row.getString("description"),
        row.getLong("amount"),
        row.getInt("quantity"),
        row.getString("currency"),
        row.getString("vat_rate"),
        OneOffCharge.When.valueOf(row.getString("due")),
        Columns.date(row, "due_on"),
        from == null || to == null ? null : new Period(from, to),
        row.getBoolean("set_up"),
        ChargeView.Status.valueOf(row.getString("status")),
        row.getString("invoice_id"),
        Columns.moment(row, "created_at"));
  }
}
