package dev.takt.activities.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.takt.activities.World;
import dev.takt.activities.events.Outbox;
import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.port.Messages.Channel;
import dev.takt.workflows.port.Messages.Message;
import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.wording.message.SmsText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;

/** SMS through a real HTTP server. */
class SmsTest {

  /** What the provider was sent. */
  private record Order(String authorization, String idempotencyKey, Map<String, String> body) {}

  private final World world = new World();
  private final List<Order> orders = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer provider;
  private volatile int status = 202;

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    provider.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    provider.createContext("/sms", this::take);
    provider.createContext("/hangs", this::hang);
    provider.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    provider.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      note(exchange);
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void hang(HttpExchange exchange) throws IOException {
    try (exchange) {
      note(exchange);
      over.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void note(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    @SuppressWarnings("unchecked")
    Map<String, String> fields = SqlValues.read(body, Map.class);
    orders.add(
        new Order(
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            fields));
  }

  private Messages through(String path, Duration patience) {
    return through(
        new SmsTransport(
            "http://127.0.0.1:" + provider.getAddress().getPort() + path, "secret", patience));
  }

  private Messages provider() {
    return through("/sms", Duration.ofSeconds(30));
  }

  private static Messages through(SmsTransport carrier) {
    return new CustomerMessages(
        List.of(new MailTransport("", "no-reply@takt.example"), carrier),
        World.bean(MessageLog.class),
        World.bean(Recipients.class),
        World.bean(Composition.class),
        World.bean(Outbox.class),
        World.bean(PlatformTransactionManager.class));
  }

  private Message message(String phone, String country) {
    String customer = world.customer();
    world
        .database
        .sql("update customer set name = 'Åse', phone = ?, country = ?, locale = 'nb' where id = ?")
        .params(phone, country, customer)
        .update();
    return new Message(
        world.tenant,
        "sms/" + customer,
        customer,
        Channel.SMS,
        Template.LAST_NOTICE,
        world.invoice(customer, 123_456_700),
        null,
        Map.of("suspendsOn", "2026-03-15", "endsOn", "2026-03-31"),
        World.noon("2026-03-01"));
  }

  private List<String> log() {
    return world.texts(
        "select status || coalesce(' ' || reason, '') from message where tenant = :tenant"
            + " order by id");
  }

  @Test
  void goOutOnceWithANameANumberAndTextThatPhonesUnderstand() {
    world
        .database
        .sql("update merchant set name = 'Børnenes Ærlige Dagblad A/S' where id = ?")
        .param(world.merchantId)
        .update();
    Message message = message("12 34 56 78", "DK");
    Messages messages = provider();
    Messages.Delivery delivery = messages.send(message);
    assertThat(messages.send(message)).isEqualTo(delivery);

    assertThat(orders).hasSize(1);
    Order order = orders.getFirst();
    String id = ((Messages.Sent) delivery).messageId();
    assertThat(order.authorization()).isEqualTo("Bearer secret");
    assertThat(order.idempotencyKey()).isEqualTo(id);
    assertThat(order.body()).containsOnlyKeys("to", "from", "text", "reference");
    assertThat(order.body())
        .containsEntry("to", "+4512345678")
        .containsEntry("from", "Bornenes Ae")
        .containsEntry("reference", id);
    String text = order.body().getOrDefault("text", "");
    assertThat(text)
        .startsWith("TEST: Børnenes Ærlige Dagblad A/S: 1 234 567,00 DKK er fortsatt ikke betalt.")
        .contains("15. mars 2026", "31. mars 2026")
        .containsPattern("/pay/[A-Za-z0-9_-]{43}$");
    assertThat(SmsText.parts(text)).isEqualTo(2);
    assertThat(log()).containsExactly("SENT");
    assertThat(world.texts("select body_text from message where tenant = :tenant").getFirst())
        .endsWith("/pay/…");
    assertThat(world.number("select count(*) from event where tenant = :tenant")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 410, 413, 415, 422, 451})
  void whatTheProviderRefusesIsNotSentAgain(int refusal) {
    Message message = message("+45 12 34 56 78", "DK");
    status = refusal;
    assertThat(provider().send(message)).isEqualTo(new Messages.NotSent("rejected"));
    status = 202;
    assertThat(provider().send(message)).isEqualTo(new Messages.NotSent("rejected"));

    assertThat(orders).hasSize(1);
    assertThat(log()).containsExactly("NOT_SENT rejected");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 402, 403, 408, 429, 500, 501, 503})
  void whatItDoesNotTakeNowGoesAgainAsTheSame(int notNow) {
    Message message = message("+45 12 34 56 78", "DK");
    status = notNow;
    assertThatThrownBy(() -> provider().send(message))
        .isInstanceOf(TransportUnavailable.class)
        .hasMessageContaining(Integer.toString(notNow));
    assertThat(log()).containsExactly("FAILED the SMS provider answers " + notNow);
    status = 202;
    assertThat(provider().send(message)).isInstanceOf(Messages.Sent.class);

    assertThat(orders).extracting(Order::idempotencyKey).hasSize(2).containsOnly(idOf(message));
    assertThat(log()).containsExactly("SENT");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 504})
  void whatNobodyKnowsOfIsNotedAndNotSentAgain(int gateway) {
    Message message = message("+45 12 34 56 78", "DK");
    status = gateway;
    assertThat(provider().send(message)).isEqualTo(new Messages.NotSent("answer_lost"));
    status = 202;
    provider().send(message);
    assertThat(orders).hasSize(1);
    assertThat(log()).containsExactly("UNCERTAIN answer_lost");
  }

  @Test
  void anAnswerThatDoesNotComeInTimeLeavesItOpen() {
    Message message = message("+45 12 34 56 78", "DK");
    assertThat(through("/hangs", Duration.ofSeconds(2)).send(message))
        .isEqualTo(new Messages.NotSent("answer_lost"));
    provider().send(message);
    assertThat(orders).hasSize(1);
    assertThat(log()).containsExactly("UNCERTAIN answer_lost");
  }

  @Test
  void waitForAProviderThatIsDown() throws IOException {
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    Message message = message("+45 12 34 56 78", "DK");
    var down = new SmsTransport("http://127.0.0.1:" + nobody + "/sms", "secret");
    assertThatThrownBy(() -> through(down).send(message)).isInstanceOf(TransportUnavailable.class);
    provider().send(message);
    assertThat(orders).hasSize(1);
    assertThat(log()).containsExactly("SENT");
  }

  @ParameterizedTest
  @CsvSource({
    "'', DK, no_address",
    "' ', DK, no_address",
    "ask at the desk, DK, no_number",
    "12, DK, no_number",
    "+45 1, DK, no_number",
    "+45 12 34 5O 67 8, DK, no_number",
    "12345678 ext. 5, DK, no_number",
    "1234TAKT, DK, no_number",
    "１２３４５６７８a, DK, no_number"
  })
  void whoHasNoPhoneIsSentNone(String phone, String country, String reason) {
    assertThat(provider().send(message(phone, country))).isEqualTo(new Messages.NotSent(reason));
    assertThat(orders).isEmpty();
    assertThat(log()).containsExactly("NOT_SENT " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "12345678, DK, +4512345678",
    "0045 12 34 56 78, DK, +4512345678",
    "+45 12-34-56-78, SE, +4512345678",
    "070-123 45 67, SE, +46701234567",
    "(900) 12 345, NO, +4790012345",
    "Tel. 12 34 56 78, DK, +4512345678"
  })
  void numbersAreUnderstoodAsPeopleWriteThem(String written, String country, String dialled) {
    assertThat(PhoneNumber.of(written, country)).isEqualTo(dialled);
  }

  private String idOf(Message message) {
    return world
        .texts("select id from message where tenant = :tenant and key = '" + message.key() + "'")
        .getFirst();
  }
}
