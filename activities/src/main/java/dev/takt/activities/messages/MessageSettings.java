package dev.takt.activities.messages;

import dev.takt.activities.settings.ServerAddress;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of mail and SMS.
 *
 * @param smtpUrl the mail server, with user and password; empty: none
 * @param mailFrom the address that messages come from
 * @param smsUrl the SMS provider; empty: none
 * @param smsKey the key that the provider knows us by
 */
@Validated
@ConfigurationProperties("takt")
public record MessageSettings(
    @ServerAddress(
            schemes = {"smtp", "smtps"},
            message = "like smtp://user:password@host:587")
        @DefaultValue("")
        String smtpUrl,
    @Pattern(regexp = "[^@\\s]+@[^@\\s]+", message = "like billing@example.com")
        @DefaultValue("no-reply@localhost")
        String mailFrom,
    @ServerAddress(
            schemes = {"http", "https"},
            message = "like https://sms.example.com/send")
        @DefaultValue("")
        String smsUrl,
    @DefaultValue("") String smsKey) {

  /** Without what may be a secret. */
  @Override
  public String toString() {
    return "from " + mailFrom;
  }
}
