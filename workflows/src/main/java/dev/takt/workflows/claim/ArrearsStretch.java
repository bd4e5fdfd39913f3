package dev.takt.workflows.claim;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices of a subscription are in one unbroken stretch of arrears: while one of them is
 * overdue, another falls due. When all of them are paid, the next one begins a new stretch.
 */
public final class ArrearsStretch {
  private ArrearsStretch() {}

  /**
   * An invoice that was or is overdue.
   *
   * @param dueOn the last day to pay in time
   * @param paidOn the day on which nothing was due any more, or null
   */
  public record Overdue(String invoiceId, LocalDate dueOn, @Nullable LocalDate paidOn) {
    boolean meets(Overdue other) {
      return isLate() && other.isLate() && overlaps(other);
    }

    private boolean isLate() {
      return paidOn == null || paidOn.isAfter(dueOn);
    }

    private boolean overlaps(Overdue other) {
      return (paidOn == null || other.dueOn.isBefore(paidOn))
          && (other.paidOn == null || dueOn.isBefore(other.paidOn));
    }
  }

  /** The other invoices of the stretch that one is in. */
  public static Set<String> besides(String invoiceId, Collection<Overdue> all) {
    Set<String> stretch = new TreeSet<>();
    stretch.add(invoiceId);
    boolean more = true;
    while (more) {
      List<Overdue> inside = all.stream().filter(one -> stretch.contains(one.invoiceId())).toList();
      more =
          stretch.addAll(
              all.stream()
                  .filter(one -> inside.stream().anyMatch(one::meets))
                  .map(Overdue::invoiceId)
                  .toList());
    }
    stretch.remove(invoiceId);
    return stretch;
  }
}
