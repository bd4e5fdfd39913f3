package dev.takt.api.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of who is let in, and how often. The limits are far above what a program in good
 * order does.
 *
 * @param operatorToken the key of whoever runs Takt
 * @param requestsPerMinute how many requests with one key a process answers
 * @param anonymousPerMinute how many from one address without a valid key
 */
@Validated
@ConfigurationProperties("takt")
public record AccessSettings(
    @NotBlank(message = "a secret of your own") String operatorToken,
    @Positive(message = "a number from 1 on") @DefaultValue("12000") int requestsPerMinute,
    @Positive(message = "a number from 1 on") @DefaultValue("600") int anonymousPerMinute) {

  /** Without the operator's token. */
  @Override
  public String toString() {
    return requestsPerMinute + " requests a minute, " + anonymousPerMinute + " without a key";
  }
}
