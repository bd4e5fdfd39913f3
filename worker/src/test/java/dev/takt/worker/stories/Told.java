package dev.takt.worker.stories;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Documents as one line each, so that a story reads as an account of what happened. */
public final class Told {
  private Told() {}

  /**
   * Such as {@code 2026-03-01 100.00 PAID: SERVICE [2026-03-01, 2026-03-11) 100.00}: date of issue,
   * total, status; and of each line its kind, service period and amount.
   */
  public static String invoice(JsonNode invoice) {
    return "%s %s %s: %s"
        .formatted(
            invoice.get("issueDate").asString(),
            money(invoice.get("total").asLong()),
            invoice.get("status").asString(),
            invoice.get("lines").valueStream().map(Told::line).collect(Collectors.joining("; ")));
  }

  private static String line(JsonNode line) {
    JsonNode period = line.get("servicePeriod");
    return "%s %s%s"
        .formatted(
            line.get("kind").asString(),
            period == null || period.isNull() ? "" : period(period) + " ",
            money(line.get("amount").asLong()));
  }

  /** Such as {@code [2026-03-01, 2026-04-01)}. */
  public static String period(JsonNode period) {
    return "[%s, %s)".formatted(period.get("from").asString(), period.get("to").asString());
  }

  /** Such as {@code CAPTURED 310.00} or {@code DECLINED 310.00 insufficient_funds}. */
  public static String charge(JsonNode charge) {
    JsonNode reason = charge.get("declineCode");
    return "%s %s%s"
        .formatted(
            charge.get("status").asString(),
            money(charge.get("amount").asLong()),
            reason == null || reason.isNull() ? "" : " " + reason.asString());
  }

  /** Minor units with two decimals. */
  public static String money(long minor) {
    return BigDecimal.valueOf(minor, 2).toPlainString();
  }
}
