package dev.takt.workflows.wording.message;

/**
 * A message as it goes out.
 *
 * @param subject one line
 * @param text plain text of the e-mail
 * @param html the same as HTML
 * @param sms the short form
 */
public record RenderedMessage(String subject, String text, String html, String sms) {}
