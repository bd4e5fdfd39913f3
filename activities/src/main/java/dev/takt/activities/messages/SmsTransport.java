package dev.takt.activities.messages;

import dev.takt.activities.records.SqlValues;
import dev.takt.workflows.port.Messages.Channel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * SMS by a provider that takes JSON over HTTP: {@code POST TAKT_SMS_URL} with {@code to}, {@code
 * from}, {@code text} and {@code reference}, the key as a bearer token, and the message's id as
 * {@code Idempotency-Key}. Another provider is another {@link MessageTransport}.
 */
@Component
class SmsTransport implements MessageTransport {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String url;
  private final String key;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          // An offer of HTTP/2 would be one more thing that a provider may not understand.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Autowired
  SmsTransport(MessageSettings settings) {
    this(settings.smsUrl(), settings.smsKey());
  }

  SmsTransport(String url, String key) {
    this(url, key, PATIENCE);
  }

  /**
   * @param patience how long an answer may take
   */
  SmsTransport(String url, String key, Duration patience) {
    this.url = url.strip();
    this.key = key.strip();
    this.patience = patience;
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public boolean isSetUp() {
    return !url.isEmpty();
  }

  @Override
  public Handover carry(Parcel parcel) {
    try {
      HttpResponse<Void> answer = http.send(request(parcel), BodyHandlers.discarding());
      return whatHappened(answer.statusCode());
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException away) {
      throw new TransportUnavailable("the SMS provider cannot be reached", away);
    } catch (IOException lost) {
      return Handover.ANSWER_LOST;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Handover.ANSWER_LOST;
    }
  }

  private static Handover whatHappened(int status) {
    if (status >= 200 && status < 300) {
      return Handover.TAKEN;
    }
    return switch (status) {
      // Not this message's fault: our key, our account, or too many at once.
      case 401, 402, 403, 407, 408, 425, 429 -> throw notNow(status);
      // Somebody on the way to the provider does not know what it did.
      case 502, 504 -> Handover.ANSWER_LOST;
      default -> {
        if (status >= 400 && status < 500) {
          yield Handover.REFUSED;
        }
        throw notNow(status);
      }
    };
  }

  private static TransportUnavailable notNow(int status) {
    return new TransportUnavailable("the SMS provider answers " + status);
  }

  private HttpRequest request(Parcel parcel) {
    Map<String, Object> body = new TreeMap<>();
    body.put("to", parcel.to());
    body.put("from", parcel.from());
    body.put("text", parcel.letter().sms());
    body.put("reference", parcel.id());
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(patience)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", parcel.id())
        .POST(BodyPublishers.ofString(SqlValues.json(body)))
        .build();
  }
}
