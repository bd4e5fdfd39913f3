package dev.takt.workflows.timeline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Service that is, or was, withheld because of a debt. The agreement and its price run on.
 *
 * @param debtId the invoice
 * @param from the first day without service
 * @param to the first day with service again, or null while it is withheld
 */
public record Suspension(String debtId, LocalDate from, @Nullable LocalDate to) {
  /** Whether the date lies in it. */
  public boolean contains(LocalDate date) {
    return !date.isBefore(from) && (to == null || date.isBefore(to));
  }
}
