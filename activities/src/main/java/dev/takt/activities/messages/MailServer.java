package dev.takt.activities.messages;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The mail server as {@code TAKT_SMTP_URL} names it: {@code smtp://user:password@host:587}, with
 * STARTTLS where the server offers it, and always where a password is sent; or {@code smtps://…}.
 */
final class MailServer {
  /** In ms: together less than the time that a message may take. */
  private static final String PATIENCE = "15000";

  private MailServer() {}

  /** The sender of messages whose addresses are ASCII; null where no server is named. */
  static @Nullable JavaMailSenderImpl of(String address) {
    return address.isBlank() ? null : configured(new JavaMailSenderImpl(), address);
  }

  /** The sender of messages that go to a server with SMTPUTF8 or not at all (RFC 6531). */
  static @Nullable JavaMailSenderImpl withUtf8Addresses(String address) {
    if (address.isBlank()) {
      return null;
    }
    JavaMailSenderImpl sender = configured(new Utf8Sender(), address);
    sender.getJavaMailProperties().setProperty("mail.mime.allowutf8", "true");
    return sender;
  }

  private static JavaMailSenderImpl configured(JavaMailSenderImpl sender, String address) {
    URI uri = URI.create(address.strip());
    String scheme = uri.getScheme();
    if (uri.getHost() == null || !("smtp".equals(scheme) || "smtps".equals(scheme))) {
      throw new IllegalArgumentException(
          "TAKT_SMTP_URL must be like smtp://user:password@host:587 or smtps://host:465");
    }
    sender.setProtocol(scheme);
    sender.setHost(uri.getHost());
    sender.setPort(uri.getPort() > 0 ? uri.getPort() : scheme.equals("smtps") ? 465 : 587);
    sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    Properties properties = sender.getJavaMailProperties();
    String prefix = "mail." + scheme + ".";
    for (String time : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty(prefix + time, PATIENCE);
    }
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "starttls.enable", "true");
    String user = uri.getRawUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      sender.setUsername(decoded(colon < 0 ? user : user.substring(0, colon)));
      sender.setPassword(colon < 0 ? "" : decoded(user.substring(colon + 1)));
      properties.setProperty(prefix + "auth", "true");
      properties.setProperty(prefix + "starttls.required", Boolean.toString(scheme.equals("smtp")));
    }
    return sender;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Sends through {@link Utf8Transport}. */
  private static final class Utf8Sender extends JavaMailSenderImpl {
    @Override
    protected Transport getTransport(Session session) {
      return new Utf8Transport(session, "smtps".equals(getProtocol()));
    }
  }

  /**
   * An SMTP transport that sends nothing to a server that does not announce SMTPUTF8: left to
   * itself it would send each letter's lowest eight bits, and so write to somebody else.
   */
  private static final class Utf8Transport extends SMTPTransport {
    Utf8Transport(Session session, boolean tls) {
      super(session, null, tls ? "smtps" : "smtp", tls);
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] addresses)
        throws MessagingException {
      if (!supportsExtension("SMTPUTF8")) {
        throw new Utf8Unsupported();
      }
      super.sendMessage(message, addresses);
    }
  }

  /** The server does not announce SMTPUTF8: nothing was sent. */
  static final class Utf8Unsupported extends MessagingException {
    private static final long serialVersionUID = 1;

    Utf8Unsupported() {
      super("the mail server does not announce SMTPUTF8");
    }
  }
}
