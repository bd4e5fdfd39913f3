package dev.takt.activities.bank.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a transfer is for one invoice.
 *
 * @param amount in minor units; more than is payable where nothing else is to be paid
 */
public record PaymentShare(String invoiceId, long amount) {

  /**
   * Shares an amount out: each invoice in turn takes what is payable, and the last one of all that
   * is left. An invoice that would get nothing has no share.
   *
   * @param amount positive, in minor units
   * @param invoices at least one
   */
  public static List<PaymentShare> of(long amount, List<PayableInvoice> invoices) {
    List<PaymentShare> shares = new ArrayList<>();
    long rest = amount;
    for (int i = 0; i < invoices.size() && rest > 0; i++) {
      PayableInvoice invoice = invoices.get(i);
      boolean last = i == invoices.size() - 1;
      long share = last ? rest : Math.min(rest, invoice.payable());
      if (share > 0) {
        shares.add(new PaymentShare(invoice.id(), share));
        rest -= share;
      }
    }
    return shares;
  }
}
