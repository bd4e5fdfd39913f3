package dev.takt.activities.bank.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a file of a bank, whatever its format: whole, or not at all. */
public final class BankFileReader {
  /** The most that a file may have: 10,000 payments in detail are a third of it. */
  static final int MOST_BYTES = 32 * 1024 * 1024;

  /** How far to look for what tells the format: byte order mark, blanks. */
  private static final int OPENING = 64;

  private BankFileReader() {}

  /**
   * Reads a file to its end; closing it is the caller's.
   *
   * @throws BankFileInvalid where it is no bank file, is not complete or its sums disagree
   * @throws IOException where the stream cannot be read
   */
  public static BankFile read(InputStream file) throws IOException {
    byte[] bytes = file.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BankFileInvalid("file", "It is larger than " + MOST_BYTES + " bytes");
    }
    if (isOcrGiro(bytes)) {
      return new OcrGiroReader(bytes).read();
    }
    if (isXml(bytes)) {
      return new CamtReader(bytes).read();
    }
    throw new BankFileInvalid("line 1", "It is neither CAMT XML nor an OCR giro file");
  }

  private static boolean isOcrGiro(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == 'N' && bytes[1] == 'Y';
  }

  private static boolean isXml(byte[] bytes) {
    for (byte each : Arrays.copyOf(bytes, Math.min(bytes.length, OPENING))) {
      if (each > ' ') {
        return each == '<';
      }
    }
    return false;
  }
}
