package dev.takt.activities.bank.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A way through an XML document that knows where it is. Document types, entities of their own and
 * anything outside of the document are refused; elements of other namespaces are passed over.
 */
final class XmlCursor {
  private static final int DEEPEST = 60;

  /** Stands before the reason in the parser's messages. */
  private static final String REASON = "Message: ";

  /** More than any element has that is read whole: statements and entries are not. */
  private static final int MOST_ELEMENTS = 20_000;

  /** Elements that are counted in places. */
  private static final Set<String> REPEATED =
      Set.of("Stmt", "Ntfctn", "Bal", "Ntry", "NtryDtls", "TxDtls");

  private final XMLStreamReader reader;
  private final String namespace;
  private final Deque<Level> path = new ArrayDeque<>();

  private record Level(String name, String place, Map<String, Integer> counts) {}

  /** A cursor at the root of a document. */
  XmlCursor(byte[] document) {
    try {
      reader = factory().createXMLStreamReader(XmlText.of(document));
    } catch (XMLStreamException e) {
      throw notWellFormed(e);
    }
    while (path.isEmpty()) {
      next();
    }
    namespace = Objects.requireNonNullElse(reader.getNamespaceURI(), "");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLReporter((_, _, _, _) -> {});
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    return factory;
  }

  /** The element that it is at. */
  String name() {
    return path.element().name();
  }

  /** The namespace of the document's root. */
  String namespace() {
    return namespace;
  }

  /** Where it is. */
  String place() {
    return "line " + reader.getLocation().getLineNumber() + ", " + path.element().place();
  }

  BankFileInvalid fault(String problem) {
    return new BankFileInvalid(place(), problem);
  }

  /** Goes through the rest of the element; what is not read of a child is passed over. */
  void children(Consumer<String> child) {
    int depth = path.size();
    while (path.size() >= depth) {
      if (next() == XMLStreamConstants.START_ELEMENT) {
        if (isOfTheMessage()) {
          child.accept(name());
        }
        while (path.size() > depth) {
          next();
        }
      }
    }
  }

  /** The element without its children. */
  XmlElement shell() {
    return new XmlElement(name(), place(), reader.getAttributeValue(null, "Ccy"));
  }

  /** The element with all that is in it. */
  XmlElement whole() {
    return whole(new int[1]);
  }

  private XmlElement whole(int[] count) {
    if (++count[0] > MOST_ELEMENTS) {
      throw fault("It has more than " + MOST_ELEMENTS + " elements");
    }
    XmlElement element = shell();
    int depth = path.size();
    while (path.size() >= depth) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> addChild(element, count);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            element.add(reader.getText());
        default -> {}
      }
    }
    return element;
  }

  private void addChild(XmlElement element, int[] count) {
    boolean isOfTheMessage = isOfTheMessage();
    XmlElement child = whole(count);
    if (isOfTheMessage) {
      element.add(child);
    }
  }

  private boolean isOfTheMessage() {
    return namespace.equals(reader.getNamespaceURI());
  }

  /** Reads to the end of the document: what comes after the root must be nothing. */
  void end() {
    try {
      while (reader.hasNext()) {
        reader.next();
      }
    } catch (XMLStreamException e) {
      throw notWellFormed(e);
    }
  }

  private int next() {
    int event;
    try {
      event = reader.next();
    } catch (XMLStreamException e) {
      throw notWellFormed(e);
    }
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> enter(reader.getLocalName());
      case XMLStreamConstants.END_ELEMENT -> path.pop();
      case XMLStreamConstants.DTD -> throw refused("A document type is not taken");
      case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("Entities are not taken");
      default -> {}
    }
    return event;
  }

  private void enter(String name) {
    if (path.size() == DEEPEST) {
      throw fault("Its elements are more than " + DEEPEST + " deep");
    }
    String place = name;
    if (!path.isEmpty()) {
      Level parent = path.element();
      place = parent.place() + "/" + name;
      if (REPEATED.contains(name)) {
        place += "[" + parent.counts().merge(name, 1, Integer::sum) + "]";
      }
    }
    path.push(new Level(name, place, new HashMap<>()));
  }

  private BankFileInvalid refused(String problem) {
    return new BankFileInvalid("line " + reader.getLocation().getLineNumber(), problem);
  }

  private static BankFileInvalid notWellFormed(XMLStreamException fault) {
    Location location = fault.getLocation();
    return new BankFileInvalid(
        location == null
            ? "line 1"
            : "line " + location.getLineNumber() + ", column " + location.getColumnNumber(),
        "It is no well-formed XML" + reason(fault).map(it -> ": " + it).orElse(""));
  }

  /** What the parser says, without the place that it begins with. */
  private static Optional<String> reason(XMLStreamException fault) {
    String message = String.valueOf(fault.getMessage());
    int start = message.indexOf(REASON);
    return start < 0
        ? Optional.empty()
        : message.substring(start + REASON.length()).lines().findFirst();
  }
}
