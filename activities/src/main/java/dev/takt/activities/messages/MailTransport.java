package dev.takt.activities.messages;

import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.wording.message.EmailAddress;
import dev.takt.workflows.wording.message.RenderedMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * E-mail over SMTP. SMTP knows no keys: an answer that is lost after the text was sent leaves open
 * whether the customer gets it. Each message has one Message-ID at every try.
 */
@Component
class MailTransport implements MessageTransport {
  private final @Nullable JavaMailSenderImpl server;
  private final @Nullable JavaMailSenderImpl utf8;
  private final String from;

  @Autowired
  MailTransport(MessageSettings settings) {
    this(settings.smtpUrl(), settings.mailFrom());
  }

  MailTransport(String address, String from) {
    this.server = MailServer.of(address);
    this.utf8 = MailServer.withUtf8Addresses(address);
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(from)) {
      throw new IllegalArgumentException("TAKT_MAIL_FROM must be an address in ASCII");
    }
    this.from = from;
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public boolean isSetUp() {
    return server != null;
  }

  @Override
  public Handover carry(Parcel parcel) {
    List<EmailAddress> addresses =
        Stream.of(parcel.to(), parcel.replyTo())
            .filter(Objects::nonNull)
            .flatMap(address -> EmailAddress.of(address).stream())
            .toList();
    if (addresses.size() != (parcel.replyTo() == null ? 1 : 2)) {
      return Handover.REFUSED;
    }
    JavaMailSenderImpl mail =
        addresses.stream().anyMatch(EmailAddress::needsSmtpUtf8) ? utf8 : server;
    if (mail == null) {
      throw new IllegalStateException("no mail server");
    }
    MimeMessage message;
    try {
      message = written(mail.getSession(), parcel, addresses);
    } catch (MessagingException | UnsupportedEncodingException broken) {
      throw new IllegalStateException("message " + parcel.id() + " cannot be written", broken);
    }
    try {
      mail.send(message);
      return Handover.TAKEN;
    } catch (MailAuthenticationException refused) {
      throw new TransportUnavailable("the mail server refuses our user or password", refused);
    } catch (MailSendException failed) {
      return whatHappened(failed);
    }
  }

  private MimeMessage written(Session session, Parcel parcel, List<EmailAddress> addresses)
      throws MessagingException, UnsupportedEncodingException {
    var message = new Identified(session, parcel.id(), domain());
    var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
    RenderedMessage letter = parcel.letter();
    message.setHeader("From", HeaderText.mailbox(parcel.from(), from));
    helper.setTo(new InternetAddress(addresses.getFirst().wire(), true));
    if (parcel.replyTo() != null) {
      helper.setReplyTo(new InternetAddress(addresses.getLast().wire(), true));
    }
    message.setHeader("Subject", HeaderText.subject(letter.subject()));
    helper.setText(letter.text(), letter.html());
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private String domain() {
    return from.substring(from.indexOf('@') + 1);
  }

  private static Handover whatHappened(MailSendException failed) {
    if (failed.getFailedMessages().isEmpty()) {
      // Only taking leave failed: the message was taken.
      return Handover.TAKEN;
    }
    Exception why = failed.getFailedMessages().values().iterator().next();
    if (why.equals(failed.getCause())) {
      // Spring says so of what failed before the message's turn had come.
      throw new TransportUnavailable("the mail server cannot be reached", failed);
    }
    if (why instanceof MailServer.Utf8Unsupported) {
      return Handover.ADDRESS_UNSUPPORTED;
    }
    if (!(why instanceof SendFailedException refused)) {
      // It broke off in the middle of the conversation.
      return Handover.ANSWER_LOST;
    }
    int code = code(refused);
    if (code >= 500) {
      return Handover.REFUSED;
    }
    if (code >= 400 || brokeOffBefore(refused)) {
      throw new TransportUnavailable("the mail server does not take it now", refused);
    }
    return Handover.ANSWER_LOST;
  }

  /** Whether the connection ended before the text was sent: it has surely not gone then. */
  private static boolean brokeOffBefore(SendFailedException refused) {
    return switch (refused) {
      case SMTPSenderFailedException _, SMTPAddressFailedException _ -> true;
      case SMTPSendFailedException send ->
          send.getCommand() != null
              && Stream.of("MAIL", "RCPT", "DATA").anyMatch(send.getCommand()::startsWith);
      default -> false;
    };
  }

  /**
   * What the server answered, 0 or less where it is not known; of a recipient, if it is about one.
   */
  private static int code(MessagingException refused) {
    int code = 0;
    for (Exception next = refused;
        next instanceof MessagingException one;
        next = one.getNextException()) {
      code =
          switch (one) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> code == 0 ? send.getReturnCode() : code;
            default -> code;
          };
    }
    return code;
  }

  /** A message that keeps its Message-ID. */
  private static final class Identified extends MimeMessage {
    private final String id;
    private final String domain;

    Identified(Session session, String id, String domain) {
      super(session);
      this.id = id;
      this.domain = domain;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + "@" + domain + ">");
    }
  }
}
