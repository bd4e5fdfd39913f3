package dev.takt.api.labels;

/** What is limited to a merchant's own reference. */
public final class ReferenceFilter {
  private ReferenceFilter() {}

  /**
   * A condition with {@code :ref} and {@code :tenant} in it: the reference is the customer's, or
   * that of a subscription or a group that an invoice bills.
   *
   * @param customer an expression of the customer's id
   * @param invoice an expression of the invoice's id
   */
  public static String of(String customer, String invoice) {
    return """
    (%1$s in (select r.id from customer r where r.tenant = :tenant and r.external_ref = :ref)
      or exists (select from invoice_line r join subscription rs on rs.id = r.subscription_id
        where r.invoice_id = %2$s and rs.tenant = :tenant and rs.external_ref = :ref)
      or exists (select from invoice r join label rl on rl.subject_id = r.group_id
        where r.id = %2$s and rl.tenant = :tenant and rl.external_ref = :ref))
    """
        .formatted(customer, invoice);
  }

  /**
   * The same for what happened to a subject.
   *
   * @param subject an expression of the subject's id
   */
  public static String ofSubject(String subject) {
    return """
    %1$s in (
      select r.id from customer r where r.tenant = :tenant and r.external_ref = :ref
      union all
      select r.id from subscription r where r.tenant = :tenant and r.external_ref = :ref
      union all
      select r.subject_id from label r where r.tenant = :tenant and r.external_ref = :ref)
    """
        .formatted(subject);
  }
}
