package dev.takt.activities.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.messages.ScriptedMailServer.Line;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.port.Messages.Message;
import dev.takt.workflows.port.Messages.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;

/** Each message goes once, at whatever point the mail server says no, not now, or nothing. */
class MailFaultsTest {
  private final World world = new World();

  private Messages through(ScriptedMailServer server) {
    return new CustomerMessages(
        List.of(
            new MailTransport("smtp://localhost:" + server.port(), "no-reply@takt.example"),
            new SmsTransport("", "")),
        World.bean(MessageLog.class),
        World.bean(Recipients.class),
        World.bean(Composition.class),
        World.bean(Outbox.class),
        World.bean(PlatformTransactionManager.class));
  }

  private Message message() {
    String customer = world.customer();
    world
        .database
        .sql("update customer set name = 'Åse', email = ? where id = ?")
        .params(customer + "@example.com", customer)
        .update();
    return new Message(
        world.tenant,
        "mail/" + customer,
        customer,
        Channel.EMAIL,
        Template.LAST_NOTICE,
        world.invoice(customer, 31_000),
        null,
        Map.of(),
        World.noon("2026-03-01"));
  }

  /** What comes of it: {@code sent}, a reason, or {@code later}. */
  private static String tried(Messages messages, Message message) {
    try {
      return switch (messages.send(message)) {
        case Messages.Sent _ -> "sent";
        case Messages.NotSent(String reason) -> reason;
      };
    } catch (TransportUnavailable away) {
      return "later";
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Greylisting, a full queue, a server that goes down: surely not taken, so again.
        "RCPT     | 450 4.2.0 greylisted, come back in five minutes | later       | sent        |"
            + " 1",
        "RCPT     | 421 4.3.2 shutting down                         | later       | sent        |"
            + " 1",
        "MAIL     | 451 4.3.0 not now                               | later       | sent        |"
            + " 1",
        "greeting | 421 4.7.0 too many connections                  | later       | sent        |"
            + " 1",
        "greeting | 554 5.7.1 not from you                          | later       | sent        |"
            + " 1",
        "greeting | hang up                                         | later       | sent        |"
            + " 1",
        "RCPT     | hang up                                         | later       | sent        |"
            + " 1",
        "DATA     | 452 4.3.1 disk full                             | later       | sent        |"
            + " 1",
        "dot      | 451 4.7.1 greylisted after all                  | later       | sent        |"
            + " 1",
        // Nobody is there, or nobody wants it: never again.
        "RCPT     | 550 5.1.1 no such user                          | rejected    | rejected    |"
            + " 0",
        "MAIL     | 550 5.7.1 sender refused                        | rejected    | rejected    |"
            + " 0",
        "dot      | 554 5.7.1 it is spam                            | rejected    | rejected    |"
            + " 0",
        // It has the message, and what it makes of it nobody hears: never again, and noted.
        "dot      | hang up                                         | answer_lost | answer_lost |"
            + " 0",
        "QUIT     | hang up                                         | sent        | sent        |"
            + " 1",
      })
  void eachGoesOnce(String to, String says, String first, String second, int taken)
      throws Exception {
    try (var server = new ScriptedMailServer(Line.of(to, says))) {
      Message message = message();
      Messages messages = through(server);
      assertThat(tried(messages, message)).isEqualTo(first);
      assertThat(tried(messages, message)).isEqualTo(second);
      assertThat(tried(messages, message)).isEqualTo(second);

      assertThat(server.taken()).hasSize(taken);
      assertThat(world.number("select count(*) from event where tenant = :tenant"))
          .isEqualTo(second.equals("sent") ? 1 : 0);
    }
  }

  @Test
  void aMessageKeepsItsIdAtEveryTry() throws Exception {
    try (var server =
        new ScriptedMailServer(
            Line.of("dot", "451 4.7.1 once more"), Line.of("dot", "451 4.7.1 once more"))) {
      Message message = message();
      Messages messages = through(server);
      assertThat(tried(messages, message)).isEqualTo("later");
      assertThat(tried(messages, message)).isEqualTo("later");
      assertThat(tried(messages, message)).isEqualTo("sent");
      String id =
          world.texts("select id from message where tenant = :tenant order by id").getFirst();
      assertThat(server.taken())
          .singleElement()
          .asString()
          .contains("Message-ID: <" + id + "@takt.example>", "Auto-Submitted: auto-generated");
    }
  }

  /** Another worker took it and died: what it may have sent is not sent again. */
  @Test
  void whatWasUnderWayWhenAWorkerDiedIsNotedAndNotSentAgain() throws Exception {
    try (var server = new ScriptedMailServer()) {
      Message message = message();
      World.bean(MessageLog.class).claim(message);
      world
          .database
          .sql(
              "update message set status = 'SENDING', claimed_at = now() - interval '4 minutes'"
                  + " where tenant = ?")
          .param(world.tenant)
          .update();
      assertThat(tried(through(server), message)).isEqualTo("answer_lost");
      assertThat(server.taken()).isEmpty();
      assertThat(world.texts("select status from message where tenant = :tenant"))
          .containsExactly("UNCERTAIN");
    }
  }

  /** And goes at once: a clock that waits for it must not stand until a lease is over. */
  @Test
  void whatWasOnlyPreparedWhenAWorkerDiedGoes() throws Exception {
    try (var server = new ScriptedMailServer()) {
      Message message = message();
      World.bean(MessageLog.class).claim(message);
      assertThat(tried(through(server), message)).isEqualTo("sent");
      assertThat(server.taken()).hasSize(1);
    }
  }
}
