package dev.takt.activities.bank.files;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Writes CAMT files as banks do: valid by the schema of the version.
 *
 * @param kind 053 or 054
 * @param version of the message, from 2
 * @param currency with two decimals
 */
public record SampleCamt(int kind, int version, String account, String currency, LocalDate day) {
  public static SampleCamt statement(int version) {
    return new SampleCamt(53, version, "DK5000400440116243", "DKK", LocalDate.of(2026, 3, 31));
  }

  public static SampleCamt notification(int version) {
    return new SampleCamt(54, version, "DK5000400440116243", "DKK", LocalDate.of(2026, 3, 31));
  }

  /** A file with one statement: an opening balance of 1,000.00 and an entry for each list. */
  public String file(List<List<SamplePayment>> bookings) {
    return document(part(bookings));
  }

  /** A file of these statements. */
  public String document(String... parts) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.%03d.001.%02d">
    <%s>
    <GrpHdr><MsgId>M-%s</MsgId><CreDtTm>%sT06:00:00</CreDtTm></GrpHdr>
    """
            .formatted(kind, version, message(), day, day)
        + String.join("", parts)
        + "</"
        + message()
        + ">\n</Document>\n";
  }

  /** One statement or notification. */
  public String part(List<List<SamplePayment>> bookings) {
    var text = new StringBuilder();
    text.append("<").append(element()).append("><Id>S-").append(day).append("</Id>");
    text.append("<CreDtTm>").append(day).append("T06:00:00</CreDtTm>");
    text.append("<Acct>").append(accountId(account));
    text.append("<Ccy>").append(currency).append("</Ccy></Acct>\n");
    long sum = bookings.stream().mapToLong(SampleCamt::sum).sum();
    if (kind == 53) {
      text.append(balance("OPBD", 100_000, day.minusDays(1)));
      text.append(balance("CLBD", 100_000 + sum, day));
    }
    text.append(summary(bookings));
    bookings.forEach(it -> text.append(entry(it)));
    return text.append("</").append(element()).append(">\n").toString();
  }

  private String message() {
    return kind == 53 ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn";
  }

  private String element() {
    return kind == 53 ? "Stmt" : "Ntfctn";
  }

  public String balance(String code, long amount, LocalDate on) {
    return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>%s%s<Dt><Dt>%s</Dt></Dt></Bal>\n"
        .formatted(code, amount(amount), direction(amount), on);
  }

  private String summary(List<List<SamplePayment>> bookings) {
    long credits = bookings.stream().mapToLong(SampleCamt::sum).filter(it -> it >= 0).sum();
    long net = bookings.stream().mapToLong(SampleCamt::sum).sum();
    String sums =
        "<NbOfNtries>%d</NbOfNtries><Sum>%s</Sum>"
            .formatted(bookings.size(), decimal(credits - (net - credits)));
    String total =
        version < 4
            ? "<TtlNetNtryAmt>" + decimal(net) + "</TtlNetNtryAmt>" + direction(net)
            : "<TtlNetNtry><Amt>%s</Amt>%s</TtlNetNtry>".formatted(decimal(net), direction(net));
    return "<TxsSummry><TtlNtries>" + sums + total + "</TtlNtries></TxsSummry>\n";
  }

  /**
   * One entry with its transactions; one of which nothing but the amount is known has no details.
   */
  public String entry(List<SamplePayment> payments) {
    long sum = sum(payments);
    var text = new StringBuilder("<Ntry>");
    text.append(amount(sum)).append(direction(sum));
    if (payments.getFirst().reversal()) {
      text.append("<RvslInd>true</RvslInd>");
    }
    text.append(version < 8 ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>");
    text.append("<BookgDt><Dt>").append(day).append("</Dt></BookgDt>");
    if (payments.getFirst().bankReference() != null) {
      text.append("<AcctSvcrRef>E-").append(payments.getFirst().bankReference());
      text.append("</AcctSvcrRef>");
    }
    text.append("<BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd>\n<NtryDtls>");
    text.append("<Btch><NbOfTxs>").append(payments.size()).append("</NbOfTxs></Btch>\n");
    payments.forEach(it -> text.append(details(it)));
    return text.append("</NtryDtls></Ntry>\n").toString();
  }

  private String details(SamplePayment payment) {
    String amount =
        version < 3
            ? "<AmtDtls><TxAmt>" + amount(payment.amount()) + "</TxAmt></AmtDtls>"
            : amount(payment.amount()) + direction(payment.amount());
    return "<TxDtls>%s%s%s%s</TxDtls>\n"
        .formatted(references(payment), amount, parties(payment), remittance(payment));
  }

  private static String references(SamplePayment payment) {
    String inside =
        (payment.bankReference() == null
                ? ""
                : "<AcctSvcrRef>" + payment.bankReference() + "</AcctSvcrRef>")
            + (payment.endToEndId() == null
                ? ""
                : "<EndToEndId>" + payment.endToEndId() + "</EndToEndId>");
    return inside.isEmpty() ? "" : "<Refs>" + inside + "</Refs>";
  }

  private String parties(SamplePayment payment) {
    String side = payment.amount() < 0 && !payment.reversal() ? "Cdtr" : "Dbtr";
    String name = payment.payer() == null ? "" : "<Nm>" + payment.payer() + "</Nm>";
    String party = version < 8 || name.isEmpty() ? name : "<Pty>" + name + "</Pty>";
    String own =
        payment.payerAccount() == null
            ? ""
            : "<%sAcct>%s</%sAcct>".formatted(side, accountId(payment.payerAccount()), side);
    String inside = (party.isEmpty() ? "" : "<%s>%s</%s>".formatted(side, party, side)) + own;
    return inside.isEmpty() ? "" : "<RltdPties>" + inside + "</RltdPties>";
  }

  private static String remittance(SamplePayment payment) {
    String text = payment.text() == null ? "" : "<Ustrd>" + payment.text() + "</Ustrd>";
    String reference =
        payment.reference() == null
            ? ""
            : "<Strd><CdtrRefInf><Ref>"
                + payment.reference().replace("<", "&lt;")
                + "</Ref></CdtrRefInf></Strd>";
    return text.isEmpty() && reference.isEmpty() ? "" : "<RmtInf>" + text + reference + "</RmtInf>";
  }

  private static String accountId(String number) {
    return number.matches("[A-Z]{2}.*")
        ? "<Id><IBAN>" + number + "</IBAN></Id>"
        : "<Id><Othr><Id>" + number + "</Id></Othr></Id>";
  }

  private static long sum(List<SamplePayment> payments) {
    return payments.stream().mapToLong(SamplePayment::amount).sum();
  }

  private String amount(long minor) {
    return "<Amt Ccy=\"" + currency + "\">" + decimal(minor) + "</Amt>";
  }

  private static String decimal(long minor) {
    return BigDecimal.valueOf(Math.abs(minor), 2).toPlainString();
  }

  private static String direction(long amount) {
    return "<CdtDbtInd>" + (amount < 0 ? "DBIT" : "CRDT") + "</CdtDbtInd>";
  }
}
