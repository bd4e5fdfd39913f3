package dev.takt.api.pages;

import dev.takt.api.invoices.Invoice;
import dev.takt.workflows.calendar.Period;
import dev.takt.workflows.wording.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Invoices as tables on the page. */
final class InvoiceTables {
  private InvoiceTables() {}

  static Map<String, Object> of(Invoice invoice, PageWords words) {
    Language language = words.language();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Invoice.Line line : invoice.lines()) {
      Map<String, Object> row = new TreeMap<>();
      row.put("description", line.description());
      row.put("amount", language.amount(line.amount(), invoice.currency()));
      Period period = line.servicePeriod();
      if (period != null) {
        row.put(
            "period",
            words.of(
                "period", language.date(period.from()), language.date(period.to().minusDays(1))));
      }
      Map<String, String> explanation = line.explanation();
      if (explanation != null && !line.wholePeriod()) {
        row.put("explanation", explanation.getOrDefault(language.key(), ""));
      }
      lines.add(row);
    }
    Map<String, Object> table = new TreeMap<>();
    table.put("caption", words.of("caption", invoice.number(), language.date(invoice.dueDate())));
    table.put("lines", lines);
    table.put("due", language.amount(invoice.amountDue(), invoice.currency()));
    return table;
  }
}
