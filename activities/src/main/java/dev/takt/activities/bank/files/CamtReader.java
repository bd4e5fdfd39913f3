package dev.takt.activities.bank.files;

import dev.takt.activities.bank.files.BankFile.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements (CAMT.053) and notifications (CAMT.054) of ISO 20022, of each published version.
 */
final class CamtReader {
  /**
   * The newest version that there is; versions add elements beside those that are read. One that is
   * not known yet might not: it is refused until somebody has looked at it.
   */
  private static final int NEWEST = 14;

  private static final Pattern NAMESPACE =
      Pattern.compile("urn:iso:std:iso:20022:tech:xsd:camt\\.(05[34])\\.001\\.(\\d{2})");

  private final XmlCursor cursor;
  private final TransactionKeys keys = new TransactionKeys();
  private final List<Statement> statements = new ArrayList<>();
  private @Nullable String id;

  CamtReader(byte[] document) {
    cursor = new XmlCursor(document);
  }

  BankFile read() {
    Format format = format();
    cursor.children(
        name -> {
          if (name.equals(format == Format.CAMT_053 ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn")) {
            message(format);
          }
        });
    cursor.end();
    if (statements.isEmpty()) {
      throw new BankFileInvalid("Document", "It has no statement of an account");
    }
    return new BankFile(format, Objects.requireNonNullElse(id, ""), statements);
  }

  private Format format() {
    Matcher namespace = NAMESPACE.matcher(cursor.namespace());
    if (!cursor.name().equals("Document") || !namespace.matches()) {
      throw cursor.fault(
          "It is no CAMT.053 or CAMT.054: " + CamtAmount.abridged(cursor.namespace()));
    }
    int version = Integer.parseInt(namespace.group(2));
    if (version < 1 || version > NEWEST) {
      throw cursor.fault("Its version " + namespace.group(2) + " is not known");
    }
    return namespace.group(1).equals("053") ? Format.CAMT_053 : Format.CAMT_054;
  }

  private void message(Format format) {
    cursor.children(
        name -> {
          switch (name) {
            case "GrpHdr" -> id = cursor.whole().textOf("MsgId");
            case "Stmt", "Ntfctn" ->
                statements.add(new CamtStatementReader(cursor, keys, format).read());
            default -> {}
          }
        });
  }
}
