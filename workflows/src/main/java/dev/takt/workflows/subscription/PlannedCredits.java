package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.PauseSettlement;
import dev.takt.workflows.timeline.RefundClaim;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/**
 * What would be given back, each amount once: what a pause leaves as a balance and an end gives
 * back is told with the end, and what an end leaves as it was is not told again.
 */
final class PlannedCredits {
  private final List<Preview.PlannedCredit> credits = new ArrayList<>();

  List<Preview.PlannedCredit> all() {
    return List.copyOf(credits);
  }

  void add(LocalDate on, PlannedMoney.Met met) {
    RefundClaim claim = met.claim();
    long refunded = met.refunded();
    long balance = met.balance();
    for (ListIterator<Preview.PlannedCredit> told = credits.listIterator(); told.hasNext(); ) {
      Preview.PlannedCredit earlier = told.next();
      if (isBalanceOf(claim, earlier)) {
        long back = Math.min(refunded, pending(earlier));
        lower(told, earlier, back);
        refunded -= back;
        balance -= Math.min(balance, pending(earlier) - back);
      }
    }
    boolean refunds = met.refunded() > 0;
    if (refunds) {
      add(on, PauseSettlement.REFUND, claim.of(met.refunded()), met.reductions());
    }
    if (balance > 0) {
      add(on, PauseSettlement.BALANCE, claim.of(balance), refunds ? List.of() : met.reductions());
    }
  }

  private void add(
      LocalDate on,
      PauseSettlement settlement,
      RefundClaim claim,
      List<Preview.Reduction> reductions) {
    credits.add(new Preview.PlannedCredit(on, settlement, claim, reductions));
  }

  private static void lower(
      ListIterator<Preview.PlannedCredit> told, Preview.PlannedCredit earlier, long amount) {
    long rest = earlier.claim().amount() - amount;
    if (rest == 0) {
      told.remove();
    } else {
      told.set(
          new Preview.PlannedCredit(
              earlier.on(), earlier.settlement(), earlier.claim().of(rest), earlier.reductions()));
    }
  }

  private static boolean isBalanceOf(RefundClaim claim, Preview.PlannedCredit earlier) {
    return earlier.settlement() == PauseSettlement.BALANCE
        && earlier.claim().of(0).equals(claim.of(0));
  }

  private static long pending(Preview.PlannedCredit earlier) {
    return earlier.claim().amount()
        - earlier.reductions().stream().mapToLong(Preview.Reduction::amount).sum();
  }
}
