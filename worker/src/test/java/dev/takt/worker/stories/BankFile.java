package dev.takt.worker.stories;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A CAMT.053 file as a bank would send it, written by hand. */
public final class BankFile {
  private final String day;
  private final long opening;
  private final List<String> entries = new ArrayList<>();
  private long sum;

  /** The file of a day, which begins with a balance in minor units. */
  public BankFile(String day, long opening) {
    this.day = day;
    this.opening = opening;
  }

  /** With money that came. */
  public BankFile with(String id, long amount, String reference, String payer) {
    return entry(id, amount, false, "E-" + id, reference, name(payer));
  }

  /** With money that came from an account. */
  public BankFile withFrom(String id, long amount, String reference, String payer, String iban) {
    String account = "<DbtrAcct><Id><IBAN>%s</IBAN></Id></DbtrAcct>".formatted(iban);
    return entry(id, amount, false, "E-" + id, reference, name(payer) + account);
  }

  /** With money that left under a name of the merchant's. */
  public BankFile withTransfer(String id, long amount, String endToEnd) {
    return entry(id, -amount, false, endToEnd, "", "");
  }

  /** With money that left under that name, and comes back. */
  public BankFile withReturned(String id, long amount, String endToEnd) {
    return entry(id, amount, true, endToEnd, "", "");
  }

  /** With money that left. */
  public BankFile withOutgoing(String id, long amount) {
    return entry(id, -amount, false, "E-" + id, "", name("Supplier"));
  }

  /** With money that came as that of this id, and is taken back. */
  public BankFile withReversal(String id, long amount, String of) {
    return entry(id, -amount, true, "E-" + of, "", "");
  }

  private BankFile entry(
      String id, long amount, boolean reversal, String endToEnd, String reference, String party) {
    sum += amount;
    String remittance =
        reference.isEmpty()
            ? ""
            : "<RmtInf><Strd><CdtrRefInf><Ref>%s</Ref></CdtrRefInf></Strd></RmtInf>"
                .formatted(reference);
    entries.add(
        """
        <Ntry>%s%s<Sts>BOOK</Sts><BookgDt><Dt>%s</Dt></BookgDt><AcctSvcrRef>N%s</AcctSvcrRef>
        <NtryDtls><TxDtls><Refs><AcctSvcrRef>%s</AcctSvcrRef><EndToEndId>%s</EndToEndId></Refs>
        %s%s</TxDtls></NtryDtls></Ntry>
        """
            .formatted(
                money(amount),
                reversal ? "<RvslInd>true</RvslInd>" : "",
                day,
                id,
                id,
                endToEnd,
                party.isEmpty() ? "" : "<RltdPties>" + party + "</RltdPties>",
                remittance));
    return this;
  }

  private static String name(String payer) {
    return payer.isEmpty() ? "" : "<Dbtr><Nm>%s</Nm></Dbtr>".formatted(payer);
  }

  private static String money(long amount) {
    return "<Amt Ccy=\"DKK\">%s</Amt><CdtDbtInd>%s</CdtDbtInd>"
        .formatted(
            BigDecimal.valueOf(Math.abs(amount), 2).toPlainString(), amount < 0 ? "DBIT" : "CRDT");
  }

  private String balance(String code, long amount) {
    return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>%s<Dt><Dt>%s</Dt></Dt></Bal>"
        .formatted(code, money(amount), day);
  }

  /** What the account has after it. */
  public long closing() {
    return opening + sum;
  }

  /** The file of an account. */
  public String of(String iban) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
    <GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S-%s</Id><Acct><Id><IBAN>%s</IBAN></Id></Acct>
    %s%s%s</Stmt></BkToCstmrStmt></Document>
    """
        .formatted(
            day,
            iban,
            balance("OPBD", opening),
            balance("CLBD", closing()),
            String.join("", entries));
  }
}
