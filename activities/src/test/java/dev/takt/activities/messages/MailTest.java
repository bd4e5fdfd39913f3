package dev.takt.activities.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.takt.activities.World;
import dev.takt.activities.events.Outbox;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.port.Messages.Message;
import dev.takt.workflows.port.Messages.Template;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.PlatformTransactionManager;

/** Messages through a real SMTP server. */
class MailTest {
  private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private final World world = new World();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static Messages through(int port) {
    return new CustomerMessages(
        List.of(
            new MailTransport("smtp://localhost:" + port, "no-reply@takt.example"),
            new SmsTransport("", "")),
        World.bean(MessageLog.class),
        World.bean(Recipients.class),
        World.bean(Composition.class),
        World.bean(Outbox.class),
        World.bean(PlatformTransactionManager.class));
  }

  private String customer(String locale) {
    String customer = world.customer();
    world
        .database
        .sql("update customer set name = 'Åse Ørsted', email = ?, locale = ? where id = ?")
        .params(List.of(customer + "@example.com", locale, customer))
        .update();
    return customer;
  }

  private Message failed(String customer, String key, Channel channel) {
    return new Message(
        world.tenant,
        key,
        customer,
        channel,
        Template.PAYMENT_FAILED,
        world.invoice(customer, 31_000),
        null,
        Map.of("retryOn", "2026-03-04", "declineCode", "insufficient_funds"),
        World.noon("2026-03-01"));
  }

  @ParameterizedTest
  @CsvSource({
    "da, Betalingen til Butik lykkedes ikke, der ikke var penge nok, 4. marts 2026",
    "nb, Betalingen til Butik gikk ikke gjennom, ikke var nok penger, 4. mars 2026",
    "sv, Betalningen till Butik gick inte igenom, tillräckligt med pengar, 4 mars 2026",
    "en-GB, Your payment to Butik did not go through, not enough money, 4 March 2026"
  })
  void goInTheCustomersLanguage(String locale, String subject, String why, String date)
      throws Exception {
    Message message = failed(customer(locale), "a/" + world.tenant + locale, Channel.EMAIL);
    assertThat(through(server.getSmtp().getPort()).send(message)).isInstanceOf(Messages.Sent.class);

    var mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("[TEST] " + subject);
    String text = text(mail, "text/plain");
    assertThat(text).contains("Åse Ørsted", "310", "DKK", why, date).contains("/pay/");
    assertThat(text(mail, "text/html")).contains("Åse Ørsted", why, "<a href=\"http");
  }

  @Test
  void goOnceHoweverOftenAndFromHoweverManyTheyAreAskedFor() {
    Message message = failed(customer("da"), "b/" + world.tenant, Channel.EMAIL);
    Messages messages = through(server.getSmtp().getPort());
    var all =
        IntStream.range(0, 8)
            .mapToObj(
                number ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            messages.send(message);
                          } catch (IllegalStateException anotherSendsIt) {
                            assertThat(anotherSendsIt).hasMessageContaining("is being sent");
                          }
                        }))
            .toList();
    all.forEach(CompletableFuture::join);
    messages.send(message);

    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(world.number("select count(*) from event where tenant = :tenant")).isEqualTo(1);
  }

  @Test
  void waitForAServerThatIsDown() throws Exception {
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Message message = failed(customer("da"), "c/" + world.tenant, Channel.EMAIL);
    assertThatThrownBy(() -> through(nobody).send(message))
        .isInstanceOf(TransportUnavailable.class);
    assertThat(statuses()).containsExactly("FAILED");

    through(server.getSmtp().getPort()).send(message);
    assertThat(statuses()).containsExactly("SENT");
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  /** A server that takes the message and hangs up before it says so. */
  @Test
  void areNotRepeatedWhenTheAnswerIsLost() throws Exception {
    Message message = failed(customer("da"), "d/" + world.tenant, Channel.EMAIL);
    try (var hangsUp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var taken = CompletableFuture.runAsync(() -> HangingUp.serve(hangsUp, false));
      assertThat(through(hangsUp.getLocalPort()).send(message))
          .isEqualTo(new Messages.NotSent("answer_lost"));
      taken.join();
    }
    assertThat(statuses()).containsExactly("UNCERTAIN");
    assertThat(through(server.getSmtp().getPort()).send(message))
        .isEqualTo(new Messages.NotSent("answer_lost"));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void haveGoneWhereOnlyTheFarewellIsLost() throws Exception {
    Message message = failed(customer("da"), "i/" + world.tenant, Channel.EMAIL);
    try (var hangsUp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var taken = CompletableFuture.runAsync(() -> HangingUp.serve(hangsUp, true));
      assertThat(through(hangsUp.getLocalPort()).send(message)).isInstanceOf(Messages.Sent.class);
      taken.join();
    }
    assertThat(statuses()).containsExactly("SENT");
  }

  @Test
  void areKeptWithoutAServerAndNotSentWithoutAnAddressOrAProvider() {
    var unset =
        new CustomerMessages(
            List.of(new MailTransport("", "no-reply@takt.example"), new SmsTransport("", "")),
            World.bean(MessageLog.class),
            World.bean(Recipients.class),
            World.bean(Composition.class),
            World.bean(Outbox.class),
            World.bean(PlatformTransactionManager.class));
    String customer = customer("da");
    assertThat(unset.send(failed(customer, "e/" + world.tenant, Channel.EMAIL)))
        .isInstanceOf(Messages.Sent.class);
    assertThat(unset.send(failed(customer, "f/" + world.tenant, Channel.SMS)))
        .isEqualTo(new Messages.NotSent("no_address"));
    world
        .database
        .sql("update customer set phone = '+4512345678' where id = ?")
        .param(customer)
        .update();
    assertThat(unset.send(failed(customer, "g/" + world.tenant, Channel.SMS)))
        .isEqualTo(new Messages.NotSent("channel_off"));
    assertThat(statuses()).containsExactlyInAnyOrder("KEPT", "NOT_SENT", "NOT_SENT");
  }

  @ParameterizedTest
  @EnumSource
  void canBeWrittenWhateverTheyAreAbout(Template template) {
    for (String locale : List.of("da", "nb", "sv", "en")) {
      String customer = customer(locale);
      Message message =
          new Message(
              world.tenant,
              "h/" + customer,
              customer,
              Channel.EMAIL,
              template,
              world.invoice(customer, 31_000),
              null,
              Map.of("notice." + locale, "…", "month", "2026-03", "endsOn", "2026-03-31"),
              World.noon("2026-03-01"));
      assertThat(through(server.getSmtp().getPort()).send(message))
          .isInstanceOf(Messages.Sent.class);
    }
    assertThat(server.getReceivedMessages()).hasSize(4);
  }

  private List<String> statuses() {
    return world.texts("select status from message where tenant = :tenant order by id");
  }

  private static String text(Part part, String type) throws Exception {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String found = text(parts.getBodyPart(i), type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
