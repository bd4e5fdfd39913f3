package dev.takt.activities.payments.transfers;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements inside of one another, all of one namespace. */
final class XmlTree {
  private final XMLStreamWriter writer;
  private final String namespace;

  XmlTree(XMLStreamWriter writer, String namespace) {
    this.writer = writer;
    this.namespace = namespace;
  }

  private interface Writing {
    void run() throws XMLStreamException;
  }

  void root(String name, Runnable content) {
    write(
        () -> {
          writer.setDefaultNamespace(namespace);
          writer.writeStartElement(namespace, name);
          writer.writeDefaultNamespace(namespace);
          content.run();
          writer.writeEndElement();
        });
  }

  void element(String name, Runnable content) {
    write(
        () -> {
          writer.writeStartElement(namespace, name);
          content.run();
          writer.writeEndElement();
        });
  }

  /** Elements of a path, each the only one in the one before it. */
  void inside(String path, Runnable content) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      element(path, content);
    } else {
      element(path.substring(0, slash), () -> inside(path.substring(slash + 1), content));
    }
  }

  void text(String name, String text) {
    element(name, () -> write(() -> writer.writeCharacters(text)));
  }

  /** A text in an element with an attribute. */
  void text(String name, String text, String attribute, String value) {
    element(
        name,
        () ->
            write(
                () -> {
                  writer.writeAttribute(attribute, value);
                  writer.writeCharacters(text);
                }));
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
