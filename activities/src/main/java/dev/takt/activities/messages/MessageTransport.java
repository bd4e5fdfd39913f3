package dev.takt.activities.messages;

import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.wording.message.RenderedMessage;
import org.jspecify.annotations.Nullable;

/** Who takes messages to customers. */
interface MessageTransport {

  Channel channel();

  /** What there is when it is not set up: what becomes of a message then. */
  boolean isSetUp();

  /**
   * Hands a message over.
   *
   * @throws TransportUnavailable when it was surely not taken, and may be tried again
   */
  Handover carry(Parcel parcel);

  /**
   * A message with its address.
   *
   * @param id the same at every try, for carriers that know a message again
   * @param from the name that it comes from
   */
  record Parcel(
      String id, String to, String from, @Nullable String replyTo, RenderedMessage letter) {}

  /** What the carrier said. */
  enum Handover {
    TAKEN,
    /** It will never take this one: no such address, say. */
    REFUSED,
    /** The address has letters that this server does not announce that it takes (SMTPUTF8). */
    ADDRESS_UNSUPPORTED,
    /** It was given the message, and its answer is lost: it may have gone. */
    ANSWER_LOST
  }
}
