package dev.takt.activities.bank.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element that was read whole. Paths name children, with slashes between them. */
final class XmlElement {
  /** More than any text of the message has; the longest is 500 characters. */
  private static final int LONGEST_TEXT = 10_000;

  private final String name;
  private final String place;
  private final @Nullable String currency;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  XmlElement(String name, String place, @Nullable String currency) {
    this.name = name;
    this.place = place;
    this.currency = currency;
  }

  void add(XmlElement child) {
    children.add(child);
  }

  void add(String more) {
    if (text.length() + more.length() > LONGEST_TEXT) {
      throw fault("Its text is longer than " + LONGEST_TEXT + " characters");
    }
    text.append(more);
  }

  /** Its text without blanks around it. */
  String text() {
    return text.toString().strip();
  }

  /** Its attribute {@code Ccy}. */
  Optional<String> currency() {
    return Optional.ofNullable(currency);
  }

  Stream<XmlElement> all(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    Stream<XmlElement> found = children.stream().filter(it -> it.name.equals(first));
    return slash < 0 ? found : found.flatMap(it -> it.all(path.substring(slash + 1)));
  }

  /** The first of these paths that there is. */
  Optional<XmlElement> first(String... paths) {
    return Stream.of(paths).flatMap(this::all).findFirst();
  }

  XmlElement required(String... paths) {
    return first(paths).orElseThrow(() -> fault("It lacks " + String.join(" or ", paths)));
  }

  /** The text of the first of these paths that has one. */
  @Nullable String textOf(String... paths) {
    return Stream.of(paths).flatMap(this::texts).findFirst().orElse(null);
  }

  /** All texts at a path but empty ones. */
  Stream<String> texts(String path) {
    return all(path).map(XmlElement::text).filter(it -> !it.isEmpty());
  }

  BankFileInvalid fault(String problem) {
    return new BankFileInvalid(place, problem);
  }
}
