package dev.takt.records.claims;

import dev.takt.records.Rows;
import dev.takt.workflows.claim.Claim;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** How claims are reckoned, and the account of each in the journal. */
public interface ClaimBases extends Repository<ClaimBasis, String>, Rows<ClaimBasis> {

  Optional<ClaimBasis> findByTenantAndInvoiceId(String tenant, String invoiceId);

  @Modifying
  @Query("delete from claim where tenant = :tenant and invoice_id = :invoiceId")
  void delete(String tenant, String invoiceId);

  /** What was charged beside the principal, less what had fallen by a day. */
  @Query(
      """
      select kind, fee as amount, done_on as "on", rule from claim_step
      where tenant = :tenant and invoice_id = :invoiceId and fee > 0
        and (dropped_on is null or dropped_on > :asOf)
      order by at, id
      """)
  List<Claim.Charge> charges(String tenant, String invoiceId, LocalDate asOf);

  /** What has changed of what is owed since the invoice was issued. */
  @Query(
      """
      select p.what, coalesce(m.received_on, p.booked_on) as on_day,
        (select min(l.service_from) from credit_note_line l
          where l.credit_note_id = p.document_id) as from_day,
        case when p.credit in ('receivable', 'claim_costs') then p.amount else -p.amount end
          as amount,
        'claim_costs' in (p.debit, p.credit) as costs
      from posting p left join payment m on m.id = p.document_id
      where p.tenant = :tenant and p.invoice_id = :invoiceId and p.what <> 'claim'
        and not (p.document_id = p.invoice_id and p.what in ('invoice', 'vat'))
        and ('receivable' in (p.debit, p.credit) or 'claim_costs' in (p.debit, p.credit))
      order by p.booked_on, p.id
      """)
  List<ClaimBasis.Movement> movements(String tenant, String invoiceId);

  /**
   * The account of a claim.
   *
   * @param billed the invoice's total
   * @param asOf fees that had fallen by then are not in it
   */
  default Claim.Account account(ClaimBasis basis, long billed, LocalDate asOf) {
    return new Claim.Account(
        basis.terms(),
        basis.dueOn(),
        billed,
        charges(basis.tenant(), basis.invoiceId(), asOf),
        movements(basis.tenant(), basis.invoiceId()).stream()
            .map(movement -> movement.change(basis.dueOn()))
            .toList());
  }
}
