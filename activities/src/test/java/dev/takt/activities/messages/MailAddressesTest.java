package dev.takt.activities.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.events.Outbox;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.port.Messages.Delivery;
import dev.takt.workflows.port.Messages.Message;
import dev.takt.workflows.port.Messages.NotSent;
import dev.takt.workflows.port.Messages.Sent;
import dev.takt.workflows.port.Messages.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;

/** Mail goes to the person whose address was given, or to nobody; and then it is not SENT. */
class MailAddressesTest {
  private final World world = new World();

  private Delivery sent(ScriptedMailServer server, String email) {
    Messages messages =
        new CustomerMessages(
            List.of(
                new MailTransport("smtp://localhost:" + server.port(), "no-reply@takt.example"),
                new SmsTransport("", "")),
            World.bean(MessageLog.class),
            World.bean(Recipients.class),
            World.bean(Composition.class),
            World.bean(Outbox.class),
            World.bean(PlatformTransactionManager.class));
    String customer = world.customer();
    world
        .database
        .sql("update customer set email = ? where id = ?")
        .params(email, customer)
        .update();
    return messages.send(
        new Message(
            world.tenant,
            "mail/" + customer,
            customer,
            Channel.EMAIL,
            Template.LAST_NOTICE,
            world.invoice(customer, 31_000),
            null,
            Map.of(),
            World.noon("2026-03-01")));
  }

  private List<String> log() {
    return world.texts(
        "select status || coalesce(' ' || reason, '') from message where tenant = :tenant");
  }

  @Test
  void lettersThatTheServerDoesNotTakeGoNowhere() throws Exception {
    try (var server = new ScriptedMailServer()) {
      assertThat(sent(server, "kšren@example.com")).isEqualTo(new NotSent("address_unsupported"));
      assertThat(server.taken()).isEmpty();
      assertThat(server.commands()).noneMatch(said -> said.startsWith("RCPT"));
      assertThat(log()).containsExactly("NOT_SENT address_unsupported");
      assertThat(world.number("select count(*) from event where tenant = :tenant")).isZero();
    }
  }

  @Test
  void lettersThatTheServerTakesGoToThatPerson() throws Exception {
    try (var server = ScriptedMailServer.announcing("SMTPUTF8")) {
      assertThat(sent(server, "kšren@rødgrød.dk")).isInstanceOf(Sent.class);
      assertThat(server.commands())
          .contains("RCPT TO:<kšren@xn--rdgrd-vuad.dk>")
          .anyMatch(said -> said.startsWith("MAIL FROM:") && said.endsWith(" SMTPUTF8"));
      assertThat(server.taken()).singleElement().asString().contains("To: kšren@xn--rdgrd-vuad.dk");
    }
  }

  @Test
  void aDomainGoesAsIdnaAndNeedsNothingOfTheServer() throws Exception {
    try (var server = ScriptedMailServer.announcing("SMTPUTF8")) {
      assertThat(sent(server, "karen@rødgrød.dk")).isInstanceOf(Sent.class);
      assertThat(server.commands())
          .contains("RCPT TO:<karen@xn--rdgrd-vuad.dk>")
          .noneMatch(said -> said.endsWith(" SMTPUTF8"));
    }
  }

  /** Written down before addresses were checked as they are now. */
  @ParameterizedTest
  @ValueSource(strings = {"karen@straße.de", "karen@example", "karen@exam\u0001ple.com"})
  void whatCanBeNoAddressGoesNowhere(String email) throws Exception {
    try (var server = ScriptedMailServer.announcing("SMTPUTF8")) {
      assertThat(sent(server, email)).isEqualTo(new NotSent("invalid_address"));
      assertThat(server.commands()).isEmpty();
      assertThat(log()).containsExactly("NOT_SENT invalid_address");
    }
  }

  @Test
  void aNameThatLooksEncodedIsThatName() throws Exception {
    world
        .database
        .sql("insert into message_sender (tenant, name) values (?, '=?utf-8?Q?Danske_Bank?=')")
        .param(world.tenant)
        .update();
    try (var server = new ScriptedMailServer()) {
      assertThat(sent(server, "karen@example.com")).isInstanceOf(Sent.class);
      assertThat(server.taken())
          .singleElement()
          .asString()
          .contains("From: =?UTF-8?B?", "<no-reply@takt.example>")
          .doesNotContain("Danske_Bank");
    }
  }
}
