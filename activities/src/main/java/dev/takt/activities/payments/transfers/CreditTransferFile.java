package dev.takt.activities.payments.transfers;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * Writes an order as ISO 20022 pain.001.001.09: one instruction for each currency, each transfer
 * booked by itself under the id of its refund as end-to-end id, so that the bank's statement tells
 * which refund it was. Denmark, Norway and Sweden: service level NURG and shared charges, accounts
 * by IBAN or as BBAN; euro between IBANs: SEPA.
 */
final class CreditTransferFile {
  private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

  /** The longest name that all banks take. */
  private static final int LONGEST_NAME = 70;

  private static final int LONGEST_TEXT = 140;

  private final TransferOrder order;
  private final XmlTree xml;

  private CreditTransferFile(TransferOrder order, XmlTree xml) {
    this.order = order;
    this.xml = xml;
  }

  /** The file of an order of at least one transfer, in UTF-8. */
  static byte[] of(TransferOrder order) {
    var bytes = new ByteArrayOutputStream();
    try {
      var writer =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      new CreditTransferFile(order, new XmlTree(writer, NAMESPACE)).write();
      writer.writeEndDocument();
      writer.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private void write() {
    xml.root("Document", () -> xml.element("CstmrCdtTrfInitn", this::message));
  }

  private void message() {
    xml.element("GrpHdr", this::header);
    Map<String, List<TransferOrder.Transfer>> byCurrency =
        order.transfers().stream()
            .collect(
                Collectors.groupingBy(
                    TransferOrder.Transfer::currency, TreeMap::new, Collectors.toList()));
    byCurrency.forEach(
        (currency, transfers) -> xml.element("PmtInf", () -> instruction(currency, transfers)));
  }

  private void header() {
    xml.text("MsgId", order.id());
    xml.text("CreDtTm", order.madeAt().truncatedTo(ChronoUnit.SECONDS).toString());
    counts(order.transfers());
    xml.element(
        "InitgPty",
        () -> {
          xml.text("Nm", written(order.payer().name(), LONGEST_NAME));
          String number = order.payer().companyNumber();
          if (number != null) {
            xml.inside("Id/OrgId/Othr", () -> companyNumber(number));
          }
        });
  }

  private void companyNumber(String number) {
    xml.text("Id", written(number, 35));
    xml.element("SchmeNm", () -> xml.text("Cd", "COID"));
  }

  private void counts(List<TransferOrder.Transfer> transfers) {
    xml.text("NbOfTxs", Integer.toString(transfers.size()));
    xml.text(
        "CtrlSum",
        transfers.stream()
            .map(CreditTransferFile::decimal)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .toPlainString());
  }

  private void instruction(String currency, List<TransferOrder.Transfer> transfers) {
    TransferOrder.Payer payer = order.payer();
    boolean sepa =
        currency.equals("EUR")
            && payer.account().isIban()
            && transfers.stream().allMatch(it -> it.account().isIban());
    xml.text("PmtInfId", order.id() + "-" + currency);
    xml.text("PmtMtd", "TRF");
    xml.text("BtchBookg", "false");
    counts(transfers);
    xml.inside("PmtTpInf/SvcLvl", () -> xml.text("Cd", sepa ? "SEPA" : "NURG"));
    xml.element("ReqdExctnDt", () -> xml.text("Dt", order.on().toString()));
    party("Dbtr", payer.name(), payer.country());
    account("DbtrAcct", payer.account());
    agent("DbtrAgt", payer.account(), payer.country());
    xml.text("ChrgBr", sepa ? "SLEV" : "SHAR");
    transfers.forEach(each -> xml.element("CdtTrfTxInf", () -> transfer(each)));
  }

  private void transfer(TransferOrder.Transfer transfer) {
    xml.element("PmtId", () -> xml.text("EndToEndId", transfer.refundId()));
    xml.element(
        "Amt",
        () -> xml.text("InstdAmt", decimal(transfer).toPlainString(), "Ccy", transfer.currency()));
    agent("CdtrAgt", transfer.account(), transfer.country());
    party("Cdtr", transfer.payee(), transfer.country());
    account("CdtrAcct", transfer.account());
    xml.element("RmtInf", () -> xml.text("Ustrd", written(transfer.text(), LONGEST_TEXT)));
  }

  private void party(String name, String who, String country) {
    xml.element(
        name,
        () -> {
          xml.text("Nm", written(who, LONGEST_NAME));
          xml.element("PstlAdr", () -> xml.text("Ctry", country));
        });
  }

  /** The bank: by its BIC, else by the country in which the account's number is one. */
  private void agent(String name, AccountNumber account, String country) {
    String bic = account.bic();
    xml.inside(
        name + "/FinInstnId",
        () -> {
          if (bic != null) {
            xml.text("BICFI", bic);
          } else {
            String where = account.isIban() ? account.value().substring(0, 2) : country;
            xml.element("PstlAdr", () -> xml.text("Ctry", where));
          }
        });
  }

  private void account(String name, AccountNumber account) {
    xml.inside(
        name + "/Id",
        () -> {
          if (account.isIban()) {
            xml.text("IBAN", account.value());
          } else {
            xml.element("Othr", () -> nationalNumber(account));
          }
        });
  }

  private void nationalNumber(AccountNumber account) {
    xml.text("Id", account.value());
    xml.element("SchmeNm", () -> xml.text("Cd", "BBAN"));
  }

  private static BigDecimal decimal(TransferOrder.Transfer transfer) {
    int digits = Math.max(0, Currency.getInstance(transfer.currency()).getDefaultFractionDigits());
    return BigDecimal.valueOf(transfer.amount(), digits);
  }

  /** A text in the letters that banks take. */
  static String written(String text, int longest) {
    String plain = text.strip().replaceAll("[^\\x20-\\x7E\\u00A0-\\u017F]", ".");
    return plain.isEmpty() ? "." : plain.substring(0, Math.min(longest, plain.length()));
  }
}
