package dev.takt.workflows.wording.message;

import dev.takt.workflows.wording.Language;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a workflow knows besides, as people write it: dates, months and why a payment failed. */
public final class MessageFacts {
  private static final List<Placeholder> DATES =
      List.of(
          Placeholder.DUE_DATE,
          Placeholder.RETRY_ON,
          Placeholder.SUSPENDS_ON,
          Placeholder.ENDS_ON,
          Placeholder.FROM);

  private MessageFacts() {}

  /**
   * The values by placeholder.
   *
   * @param facts dates as ISO 8601 by their placeholder's key, {@code month} as 2026-03, {@code
   *     declineCode}, {@code notice.da} and so on, and those of {@link ClaimFacts}
   * @throws java.time.DateTimeException for a date that is none
   */
  public static Map<String, String> worded(Map<String, String> facts, Language language) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Placeholder place : DATES) {
      String date = facts.get(place.key());
      if (date != null) {
        values.put(place.key(), language.date(LocalDate.parse(date)));
      }
    }
    String month = facts.get(Placeholder.MONTH.key());
    if (month != null) {
      values.put(
          Placeholder.MONTH.key(),
          YearMonth.parse(month)
              .format(DateTimeFormatter.ofPattern("LLLL yyyy", language.locale())));
    }
    String declineCode = facts.get("declineCode");
    if (declineCode != null) {
      values.put(Placeholder.WHY.key(), MessageTexts.why(declineCode, language));
    }
    String notice = facts.get(Placeholder.NOTICE.key() + "." + language.key());
    if (notice != null) {
      values.put(Placeholder.NOTICE.key(), notice);
    }
    ClaimFacts claim = ClaimFacts.of(facts);
    if (claim != null) {
      values.putAll(claim.worded(language));
    }
    return values;
  }
}
