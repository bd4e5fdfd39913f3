package dev.takt.api.messages;

import dev.takt.api.access.Caller;
import dev.takt.api.access.Requires;
import dev.takt.api.access.Scope;
import dev.takt.api.web.Check;
import dev.takt.api.web.Format;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.records.messages.MessageSender;
import dev.takt.records.messages.MessageSenders;
import dev.takt.workflows.wording.message.EmailAddress;
import dev.takt.workflows.wording.message.SmsSender;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who messages are from. */
@RestController
@RequestMapping("/v1/merchant/message-sender")
@Tag(name = "Messages")
class MessageSenderController {
  private final MessageSenders senders;

  MessageSenderController(MessageSenders senders) {
    this.senders = senders;
  }

  /**
   * Who a message is from; what is null is the merchant's name, or no address to answer to.
   *
   * @param smsName what an SMS says it is from
   */
  record Sender(
      @Schema(example = "Bladet, kundeservice")
          @Text(max = 100)
          @Pattern(regexp = "^\\P{Cc}*$", message = "must be one line")
          @Nullable String name,
      @Schema(example = "kunder@bladet.example") @Format(TextFormat.EMAIL) @Nullable String replyTo,
      @Schema(example = "Bladet") @Nullable String smsName) {}

  @Operation(summary = "Read who messages are from")
  @Requires(Scope.READ)
  @GetMapping
  Sender read(Caller caller) {
    return senders
        .findByTenant(caller.tenant())
        .map(sender -> new Sender(sender.name(), sender.replyTo(), sender.smsName()))
        .orElseGet(() -> new Sender(null, null, null));
  }

  @Operation(summary = "Say who messages are from")
  @Requires(Scope.ADMIN)
  @PutMapping
  Sender put(Caller caller, @RequestBody Sender sender) {
    Check check = Check.of(sender);
    String replyTo = sender.replyTo();
    check.that(
        replyTo == null || EmailAddress.of(replyTo).stream().noneMatch(EmailAddress::needsSmtpUtf8),
        "/replyTo",
        "must have no letters beyond ASCII before the @: most customers' servers take no others");
    check.that(
        sender.smsName() == null || SmsSender.isGood(sender.smsName()),
        "/smsName",
        "must be 1 to 11 letters a to z, digits and spaces with a letter among them, or a number");
    check.done();
    senders.put(new MessageSender(caller.tenant(), sender.name(), replyTo, sender.smsName()));
    return read(caller);
  }
}
