package dev.takt.api.invoices;

import dev.takt.api.web.Columns;
import dev.takt.api.web.StrictJson;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.timeline.BillLine;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Price;
import dev.takt.workflows.wording.Explanation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Why a line's amount is what it is. The reason was written down with the line, which knew the
 * timeline then; of a whole period it need not be, so that an ordinary renewal writes less.
 */
final class LineExplanation {
  private LineExplanation() {}

  /** By language, or null where a line is not about time. */
  static @Nullable Map<String, String> of(ResultSet row) throws SQLException {
    Map<String, String> written = written(row);
    if (written != null || !isWholePeriod(row)) {
      return written;
    }
    return Explanation.ofWholePeriod(line(row), row.getString("currency")).sentences();
  }

  /** What was written down with the line. */
  static @Nullable Map<String, String> written(ResultSet row) throws SQLException {
    String json = row.getString("explanation");
    return json == null
        ? null
        : StrictJson.MAPPER.readValue(json, new TypeReference<Map<String, String>>() {});
  }

  static boolean isWholePeriod(ResultSet row) throws SQLException {
    return row.getString("explanation") == null
        && row.getString("kind").equals(BilledLine.Kind.SERVICE.name())
        && Columns.date(row, "nominal_start") != null
        && Columns.date(row, "service_from") != null;
  }

  private static BillLine line(ResultSet row) throws SQLException {
    return new BillLine(
        BilledLine.Kind.SERVICE,
        Columns.day(row, "nominal_start"),
        row.getInt("nominal_days"),
        row.getInt("nominal_position"),
        row.getInt("nominal_length"),
        new Period(Columns.day(row, "service_from"), Columns.day(row, "service_to")),
        row.getLong("amount"),
        new Price(
            "",
            row.getString("description"),
            row.getLong("nominal_price"),
            1,
            row.getString("vat_rate"),
            row.getBoolean("includes_vat")));
  }
}
