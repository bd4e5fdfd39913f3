package dev.takt.activities.bank.files;

import dev.takt.activities.bank.files.BankTransaction.Party;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a CAMT entry says of one of its transactions.
 *
 * @param amount in minor units of the entry's currency, negative for a debit; null where it is not
 *     said
 * @param charges what the bank kept, in minor units of the entry's currency
 * @param reference the bank's own name for the transaction
 * @param parties the payer first where money came or a payment is taken back, else the payee
 */
record CamtDetails(
    @Nullable Long amount,
    long charges,
    boolean reversal,
    @Nullable String reference,
    List<String> references,
    List<String> texts,
    List<Party> parties,
    @Nullable String endToEndId) {

  /** Of {@code TxDtls} of an entry. */
  static CamtDetails of(XmlElement details, XmlElement entry) {
    String currency = CamtAmount.of(entry.required("Amt")).currency();
    boolean credit = CamtAmount.isCredit(details.first("CdtDbtInd").isPresent() ? details : entry);
    Long amount =
        CamtAmount.in(currency, details, "Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt")
            .map(it -> credit ? it.minor() : -it.minor())
            .orElse(null);
    boolean reversal = isReversal(entry) || details.first("RtrInf").isPresent();
    return new CamtDetails(
        amount,
        charges(details, currency),
        reversal,
        TransactionKeys.meaningful(details.textOf("Refs/AcctSvcrRef")),
        details.texts("RmtInf/Strd/CdtrRefInf/Ref").distinct().toList(),
        texts(
            details,
            "RmtInf/Ustrd",
            "RmtInf/Strd/RfrdDocInf/Nb",
            "RmtInf/Strd/AddtlRmtInf",
            "RtrInf/AddtlInf",
            "AddtlTxInf"),
        parties(details, credit || reversal),
        TransactionKeys.meaningful(details.textOf("Refs/EndToEndId")));
  }

  /** Of an entry that is one transaction and has no details. */
  static CamtDetails ofEntry(XmlElement entry) {
    return new CamtDetails(
        null, 0, isReversal(entry), null, List.of(), texts(entry, "AddtlNtryInf"), List.of(), null);
  }

  /** The first party that is not the account's holder. */
  Party counterparty(String account) {
    return parties.stream()
        .filter(it -> !account.equals(it.account()))
        .findFirst()
        .orElse(Party.UNKNOWN);
  }

  /** The charges of an entry or a transaction in a currency, less what the bank gave. */
  static long charges(XmlElement element, String currency) {
    List<XmlElement> records =
        Stream.of("Chrgs/Rcrd", "Chrgs")
            .flatMap(element::all)
            .filter(it -> it.first("Amt").isPresent())
            .toList();
    if (records.isEmpty()) {
      return CamtAmount.in(currency, element, "Chrgs/TtlChrgsAndTaxAmt")
          .map(CamtAmount::minor)
          .orElse(0L);
    }
    return records.stream().mapToLong(it -> charge(it, currency)).sum();
  }

  private static long charge(XmlElement record, String currency) {
    boolean given = record.first("CdtDbtInd").isPresent() && CamtAmount.isCredit(record);
    return CamtAmount.in(currency, record, "Amt")
        .map(it -> given ? -it.minor() : it.minor())
        .orElse(0L);
  }

  private static boolean isReversal(XmlElement entry) {
    String indicator = entry.textOf("RvslInd");
    return indicator != null && Set.of("true", "1").contains(indicator);
  }

  private static List<String> texts(XmlElement element, String... paths) {
    return Stream.of(paths).flatMap(element::texts).toList();
  }

  private static List<Party> parties(XmlElement details, boolean payerFirst) {
    return (payerFirst ? Stream.of("Dbtr", "Cdtr") : Stream.of("Cdtr", "Dbtr"))
        .map(it -> party(details, "RltdPties/" + it))
        .filter(it -> !it.equals(Party.UNKNOWN))
        .toList();
  }

  private static Party party(XmlElement details, String path) {
    String account =
        details.first(path + "Acct").map(CamtStatementReader::accountNumber).orElse(null);
    String name = details.textOf(path + "/Nm", path + "/Pty/Nm");
    return name == null && account == null ? Party.UNKNOWN : new Party(name, account);
  }
}
