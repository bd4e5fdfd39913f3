package dev.takt.activities.receivables;

import dev.takt.activities.references.BankSettings;
import dev.takt.activities.references.PaymentReference;
import dev.takt.activities.references.ReferenceScheme.Fik71;
import dev.takt.activities.references.ReferenceScheme.Kid;
import dev.takt.activities.references.ReferenceScheme.Kid.Modulus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The gapless numbers of a tenant's invoices, with what follows from a number. */
@Component
class InvoiceNumbers {
  private final JdbcClient database;

  InvoiceNumbers(JdbcClient database) {
    this.database = database;
  }

  /**
   * A number that was taken.
   *
   * @param sellerId the seller as the merchant has last said; null where it never has
   */
  record Taken(long number, @Nullable String sellerId, PaymentReference reference) {}

  /**
   * Takes the next number, under the lock of the series until the transaction ends; empty where a
   * document of a later day was issued meanwhile.
   */
  Optional<Taken> take(NewDocument.NewInvoice invoice) {
    return database
        .sql(
            """
            update ledger l set next_invoice_number = l.next_invoice_number + 1,
              last_issue_date = case when :onClock then last_issue_date else :issueDate end
            from merchant m left join lateral (
              select * from seller s where s.merchant_id = m.id order by s.id desc limit 1) s
              on true
            where l.tenant = :tenant and m.id = l.merchant_id
              and (:onClock or l.last_issue_date <= :issueDate)
            returning l.next_invoice_number - 1 as number, m.country as merchant_country,
              s.id as seller_id, s.fik_creditor_number, s.kid_length, s.kid_modulus, s.bankgiro
            """)
        .param("tenant", invoice.tenant())
        .param("onClock", invoice.onTestClock())
        .param("issueDate", invoice.issueDate())
        .query(InvoiceNumbers::taken)
        .optional();
  }

  private static Taken taken(ResultSet row, int rowNumber) throws SQLException {
    long number = row.getLong("number");
    return new Taken(
        number,
        row.getString("seller_id"),
        settings(row).reference(row.getString("merchant_country"), number));
  }

  private static BankSettings settings(ResultSet row) throws SQLException {
    String creditor = row.getString("fik_creditor_number");
    int length = row.getInt("kid_length");
    return new BankSettings(
        creditor == null ? null : new Fik71(creditor),
        length == 0 ? null : new Kid(length, modulus(row.getInt("kid_modulus"))),
        row.getString("bankgiro"));
  }

  private static Modulus modulus(int number) {
    return number == 10 ? Modulus.MOD10 : Modulus.MOD11;
  }
}
