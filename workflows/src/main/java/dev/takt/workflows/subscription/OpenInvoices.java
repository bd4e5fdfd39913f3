package dev.takt.workflows.subscription;

import dev.takt.workflows.money.Vat;
import dev.takt.workflows.timeline.BilledLine;
import dev.takt.workflows.timeline.Claim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is due on invoices, and how claims lower it: those that billed the time, newest first. */
final class OpenInvoices {
  private final Map<String, Long> due;

  OpenInvoices(Map<String, Long> due) {
    this.due = new LinkedHashMap<>(due);
  }

  /** Lowers what a claim lowers, and says what that is. */
  List<Preview.Reduction> lower(Claim claim, List<BilledLine> billed) {
    List<Preview.Reduction> reductions = new ArrayList<>();
    long rest = claim.amount();
    for (String invoice : invoicesOf(claim, billed)) {
      long part = Math.min(rest, Math.min(billedBy(invoice, claim, billed), room(invoice, claim)));
      if (part > 0) {
        reductions.add(new Preview.Reduction(invoice, part));
        due.merge(invoice, -Math.min(gross(part, claim), due.getOrDefault(invoice, 0L)), Long::sum);
        rest -= part;
      }
    }
    return reductions;
  }

  private static List<String> invoicesOf(Claim claim, List<BilledLine> billed) {
    return billed.stream()
        .filter(line -> isOf(claim, line))
        .map(BilledLine::invoiceId)
        .distinct()
        .toList()
        .reversed();
  }

  private static long billedBy(String invoice, Claim claim, List<BilledLine> billed) {
    return billed.stream()
        .filter(line -> line.invoiceId().equals(invoice) && isOf(claim, line))
        .mapToLong(BilledLine::amount)
        .sum();
  }

  private static boolean isOf(Claim claim, BilledLine line) {
    return line.nominalStart().equals(claim.nominalStart())
        && line.days() == claim.days()
        && line.vatRate().equals(claim.price().vatRate())
        && line.includesVat() == claim.price().includesVat();
  }

  private long room(String invoice, Claim claim) {
    long left = due.getOrDefault(invoice, 0L);
    return claim.price().includesVat() ? left : Vat.of(claim.price().vatRate(), left, true).base();
  }

  private static long gross(long amount, Claim claim) {
    return Vat.of(claim.price().vatRate(), amount, claim.price().includesVat()).gross();
  }
}
