package dev.takt.workflows.money;

/** Money that pays invoices in the order in which they are issued, each as far as it goes. */
public final class Purse {
  private long left;

  /**
   * A customer's money.
   *
   * @param left in minor units
   */
  public Purse(long left) {
    this.left = left;
  }

  /** Pays what it can of a total: the answer is how much that is. */
  public long pay(long total) {
    long paid = Math.min(left, total);
    left -= paid;
    return paid;
  }
}
