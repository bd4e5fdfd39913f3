package dev.takt.activities.subscriptions;

import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Subscription;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Discount;
import dev.takt.workflows.timeline.NominalPeriod;
import dev.takt.workflows.timeline.Pause;
import dev.takt.workflows.timeline.TermsChangePosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was billed long ago. A subscription remembers only what is not settled, so a request that
 * reaches further back has to be told first what was billed then.
 */
@Component
class BilledHistory {
  private final JdbcClient database;

  BilledHistory(JdbcClient database) {
    this.database = database;
  }

  /** The subscription with the memory that a request needs. */
  Subscription recall(Subscription state, Request request) {
    LocalDate reach = reach(state, request);
    if (reach == null
        || !reach.isBefore(state.billedSince())
        || !state.terms().startDate().isBefore(state.billedSince())) {
      return state;
    }
    Optional<NominalPeriod> period = state.timeline().periodsFrom(reach).findFirst();
    LocalDate start = period.map(NominalPeriod::start).orElse(reach);
    LocalDate first = period.map(NominalPeriod::firstDate).orElse(reach);
    var remembered =
        state.billed().stream().map(BilledHistory::periodOf).collect(Collectors.toSet());
    var older =
        linesSince(state.identity(), start, first).stream()
            .filter(line -> !remembered.contains(periodOf(line)));
    return state.withBilled(
        Stream.concat(older, state.billed().stream()).toList(),
        first.isBefore(reach) ? first : reach);
  }

  private static String periodOf(BilledLine line) {
    return line.nominalStart() + "/" + line.days();
  }

  /** The earliest date whose use a request may change, or null. */
  private static @Nullable LocalDate reach(Subscription state, Request request) {
    return switch (request) {
      case Request.PlanPause plan -> plan.from();
      case Request.ChangePause change -> earliest(change.from(), from(state, change.pauseId()));
      case Request.RemovePause removal -> from(state, removal.pauseId());
      case Request.ChangeTerms change -> change.date();
      case Request.Cancel cancel -> cancel.date();
      case Request.UndoCancellation undo -> null;
      case Request.ChangePaymentMethod change -> null;
      case Request.Suspend suspend -> null;
      case Request.Restore restore -> null;
      case Request.GrantDiscount grant -> grant.from();
      case Request.ChangeDiscount change -> startOfDiscount(state, change.discountId());
      case Request.RemoveDiscount removal -> startOfDiscount(state, removal.discountId());
      case Request.ProlongChange change -> null;
      case Request.RemoveChange removal -> startOfChange(state, removal.changeId());
      case Request.AddCharge charge -> null;
      case Request.RemoveCharge removal -> null;
    };
  }

  private static @Nullable LocalDate from(Subscription state, String pauseId) {
    return state.changes().pauses().stream()
        .filter(pause -> pause.id().equals(pauseId))
        .map(Pause::from)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate startOfDiscount(Subscription state, String discountId) {
    return state.changes().discounts().stream()
        .filter(discount -> discount.id().equals(discountId))
        .map(Discount::from)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate startOfChange(Subscription state, String changeId) {
    return state.timeline().termsChanges(LocalDate.MAX).stream()
        .filter(position -> position.change().id().equals(changeId))
        .map(TermsChangePosition::from)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate earliest(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /**
   * All that was billed and credited of a nominal period and of those after it.
   *
   * @param first the period's first day; a later one may well have an earlier nominal start
   */
  private List<BilledLine> linesSince(Identity identity, LocalDate nominalStart, LocalDate first) {
    return database
        .sql(
            """
            select kind, invoice_id as document, invoice_id, position as place, nominal_start,
              nominal_days, nominal_position, nominal_length, amount, vat_rate, includes_vat,
              nominal_price
            from invoice_line
            where tenant = :tenant and subscription_id = :subscription
              and (nominal_start = :start or nominal_start + nominal_position >= :first)
            union all
            select 'CREDIT', credit_note_id, invoice_id, position, nominal_start, nominal_days,
              nominal_position, nominal_length, -amount, vat_rate, includes_vat, nominal_price
            from credit_note_line
            where tenant = :tenant and subscription_id = :subscription
              and (nominal_start = :start or nominal_start + nominal_position >= :first)
            union all
            select 'CREDIT', credit_id, credit_id, position, nominal_start, nominal_days,
              nominal_position, nominal_length, -amount, vat_rate, includes_vat, nominal_price
            from customer_credit_line
            where tenant = :tenant and subscription_id = :subscription
              and (nominal_start = :start or nominal_start + nominal_position >= :first)
            order by document, place
            """)
        .param("tenant", identity.tenant())
        .param("subscription", identity.subscriptionId())
        .param("start", nominalStart)
        .param("first", first)
        .query(BilledHistory::line)
        .list()
        .stream()
        .sorted(Comparator.comparing(line -> afterPrefix(line.documentId())))
        .toList();
  }

  /** Ids sort by time of making, behind their prefix: credits undo what was billed before them. */
  private static String afterPrefix(String id) {
    return id.substring(id.indexOf('_') + 1);
  }

  private static BilledLine line(ResultSet row, int number) throws SQLException {
    return new BilledLine(
        BilledLine.Kind.valueOf(row.getString("kind")),
        row.getString("document"),
        row.getString("invoice_id"),
        row.getObject("nominal_start", LocalDate.class),
        row.getInt("nominal_days"),
        row.getInt("nominal_position"),
        row.getInt("nominal_length"),
        row.getLong("amount"),
        row.getString("vat_rate"),
        row.getBoolean("includes_vat"),
        row.getLong("nominal_price"));
  }
}
