package dev.takt.activities.messages;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
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

  static @Nullable JavaMailSenderImpl of(String address) {
    if (address.isBlank()) {
      return null;
    }
    URI uri = URI.create(address.strip());
    String scheme = uri.getScheme();
    if (uri.getHost() == null || !("smtp".equals(scheme) || "smtps".equals(scheme))) {
      throw new IllegalArgumentException(
          "TAKT_SMTP_URL must be like smtp://user:password@host:587 or smtps://host:465");
    }
    var sender = new JavaMailSenderImpl();
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
}
