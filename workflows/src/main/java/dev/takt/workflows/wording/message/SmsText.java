package dev.takt.workflows.wording.message;

/**
 * The letters of an SMS: the alphabet of GSM (3GPP TS 23.038, 6.2.1). With one letter outside of it
 * the whole message is sent in another code, of which far fewer go into one part, and every part is
 * paid for.
 */
public final class SmsText {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Those that take two places. */
  private static final String EXTENDED = "^{}\\[~]|€\f";

  private SmsText() {}

  /** The text with those letters replaced that mean the same in GSM: spaces, dashes and quotes. */
  static String of(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(letter -> plain.append(replaced(letter)));
    return plain.toString();
  }

  private static String replaced(int letter) {
    return switch (letter) {
      // What may not be broken, or is narrow: amounts are written with these.
      case '\u00a0', '\u202f', '\u2007', '\u2009' -> " ";
      case '‐', '‑', '‒', '–', '—', '−' -> "-";
      case '‘', '’', '‚', '´', '`' -> "'";
      case '“', '”', '„', '«', '»' -> "\"";
      case '…' -> "...";
      case '•' -> "*";
      default -> Character.toString(letter);
    };
  }

  /** How many parts it is sent in. */
  public static int parts(String text) {
    int places = 0;
    boolean gsm = true;
    for (int letter : text.codePoints().toArray()) {
      gsm &= BASIC.indexOf(letter) >= 0 || EXTENDED.indexOf(letter) >= 0;
      places += EXTENDED.indexOf(letter) >= 0 ? 2 : 1;
    }
    return gsm ? parts(places, 160, 153) : parts(text.length(), 70, 67);
  }

  private static int parts(int places, int alone, int ofSeveral) {
    return places <= alone ? 1 : Math.ceilDiv(places, ofSeveral);
  }
}
