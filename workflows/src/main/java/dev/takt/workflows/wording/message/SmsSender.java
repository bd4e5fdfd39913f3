package dev.takt.workflows.wording.message;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What an SMS says it is from: a number, or eleven letters, digits and spaces of which one is a
 * letter (3GPP TS 23.040, 9.1.2.5). Letters beyond ASCII are in the alphabet, but operators refuse
 * them.
 */
public final class SmsSender {
  private static final int LONGEST = 11;
  private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");

  private SmsSender() {}

  /** Whether an SMS can say that it is from this. */
  public static boolean isGood(String name) {
    return NAME.matcher(name).matches() || NUMBER.matcher(name).matches();
  }

  /** The nearest to a merchant's name that an SMS can say. */
  public static String of(String merchant) {
    String plain =
        Normalizer.normalize(written(merchant), Normalizer.Form.NFD)
            .replaceAll("[^A-Za-z0-9 ]", "")
            .replaceAll(" {2,}", " ")
            .strip();
    String name = plain.substring(0, Math.min(LONGEST, plain.length())).strip();
    return NAME.matcher(name).matches() ? name : "Info";
  }

  private static String written(String name) {
    return name.replace("æ", "ae")
        .replace("Æ", "Ae")
        .replace("ø", "o")
        .replace("Ø", "O")
        .replace("å", "a")
        .replace("Å", "A")
        .replace("ß", "ss");
  }
}
