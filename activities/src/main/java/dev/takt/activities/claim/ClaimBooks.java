package dev.takt.activities.claim;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.ledger.Journal;
import dev.takt.activities.ledger.Posting;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.ClaimCosts;
import dev.takt.activities.receivables.Receivable;
import dev.takt.records.claims.ClaimBases;
import dev.takt.records.claims.ClaimBasis;
import dev.takt.workflows.claim.Claim;
import dev.takt.workflows.claim.ClaimTerms;
import dev.takt.workflows.law.InterestRates;
import dev.takt.workflows.law.LawBook;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Claims in the journal. What is claimed beside the principal is on an account of its own and never
 * changes the invoice; interest is booked as far as it has run when something is done with it.
 * Whoever calls holds the invoice's lock.
 */
@Component
public class ClaimBooks implements ClaimCosts {
  private final ClaimBases bases;
  private final ClaimRows rows;
  private final Journal journal;
  private final LawBook law;

  ClaimBooks(ClaimBases bases, ClaimRows rows, Journal journal, LawBook law) {
    this.bases = bases;
    this.rows = rows;
    this.journal = journal;
    this.law = law;
  }

  /** Begins a claim; where there is one, it goes on as it is. */
  public void begin(ClaimBasis basis) {
    bases.insert(basis);
  }

  /** Forgets the claim of an invoice that was paid in time. */
  public void forget(String tenant, String invoiceId) {
    bases.delete(tenant, invoiceId);
  }

  /** The claim of an invoice on a day, with interest as far as its rate is known. */
  Claim claim(ClaimBasis basis, Receivable invoice, LocalDate on) {
    Claim.Account account = bases.account(basis, invoice.total(), on).knownOn(on);
    return Claim.asFarAsKnown(account, on, rates(basis));
  }

  private InterestRates rates(ClaimBasis basis) {
    return new InterestRates(law, basis.country());
  }

  @Override
  public long share(Receivable invoice, long amount, LocalDate on, BooksTransaction transaction) {
    ClaimBasis basis = bases.findByTenantAndInvoiceId(invoice.tenant(), invoice.id()).orElse(null);
    if (basis == null) {
      return 0;
    }
    LocalDate today = today(invoice, transaction.at());
    boolean costsFirst = basis.allocation() == ClaimTerms.Allocation.COSTS_FIRST;
    long first = costsFirst ? 0 : Math.min(amount, invoice.due());
    Claim.Account account =
        bases
            .account(basis, invoice.total(), today)
            .with(Claim.Change.paid(on, first, false))
            .knownOn(today);
    Claim claim = Claim.asFarAsKnown(account, today, rates(basis));
    long costs = claim.total() - (invoice.due() - first);
    long share = Math.max(0, Math.min(amount - first, costs));
    if (share > 0) {
      bookInterest(invoice, claim.interest().amount(), transaction.at());
    }
    return share;
  }

  /**
   * Whether nothing is left of the claim of an invoice whose principal is paid. A rest that is too
   * small to ask for is given up.
   */
  public boolean isSettled(Receivable invoice, Instant at) {
    ClaimBasis basis = bases.findByTenantAndInvoiceId(invoice.tenant(), invoice.id()).orElse(null);
    if (basis == null) {
      return true;
    }
    long rest = claim(basis, invoice, today(invoice, at)).total();
    if (rest > 0 && rest >= basis.leastClaim()) {
      return false;
    }
    giveUp(invoice, at);
    return true;
  }

  /** Gives up what is claimed beside the principal. */
  public void giveUp(Receivable invoice, Instant at) {
    ClaimBasis basis = bases.findByTenantAndInvoiceId(invoice.tenant(), invoice.id()).orElse(null);
    if (basis == null) {
      return;
    }
    Claim claim = claim(basis, invoice, today(invoice, at));
    long rest = claim.total() - invoice.due();
    if (rest > 0) {
      bookInterest(invoice, claim.interest().amount(), at);
      post(invoice, Account.BAD_DEBT, Account.CLAIM_COSTS, rest, Posting.What.WRITE_OFF, at);
    }
  }

  /** Charges a fee or compensation. */
  void charge(Receivable invoice, long fee, Instant at) {
    post(invoice, Account.CLAIM_COSTS, Account.CLAIM_FEES, fee, Posting.What.CLAIM, at);
  }

  /** Books the interest that has run. */
  void bookInterest(Receivable invoice, long run, Instant at) {
    long more = run - rows.bookedInterest(invoice.tenant(), invoice.id());
    post(invoice, Account.CLAIM_COSTS, Account.CLAIM_INTEREST, more, Posting.What.CLAIM, at);
  }

  private void post(
      Receivable invoice,
      Account debit,
      Account credit,
      long amount,
      Posting.What what,
      Instant at) {
    var source =
        new Posting.Source(
            invoice.id(), invoice.subscriptionId(), invoice.id(), invoice.currency());
    journal.append(
        invoice.tenant(),
        Posting.signed(invoice.bookedOn(at), debit, credit, amount, what, source));
  }

  static LocalDate today(Receivable invoice, Instant at) {
    return at.atZone(invoice.zone()).toLocalDate();
  }
}
