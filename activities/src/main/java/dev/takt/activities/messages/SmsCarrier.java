package dev.takt.activities.messages;

import dev.takt.activities.records.Columns;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * SMS by a provider that takes JSON over HTTP: {@code POST TAKT_SMS_URL} with {@code to}, {@code
 * from}, {@code text} and {@code reference}, the key as a bearer token, and the message's id as
 * {@code Idempotency-Key}. Another provider is another {@link Carrier}.
 */
@Component
class SmsCarrier implements Carrier {
  private final String url;
  private final String key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  SmsCarrier(@Value("${takt.sms.url:}") String url, @Value("${takt.sms.key:}") String key) {
    this.url = url.strip();
    this.key = key.strip();
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
      int status = answer.statusCode();
      if (status >= 200 && status < 300) {
        return Handover.TAKEN;
      }
      if (status == 400 || status == 404 || status == 422) {
        return Handover.REFUSED;
      }
      throw new CarrierAway("the SMS provider answers " + status);
    } catch (ConnectException | HttpConnectTimeoutException away) {
      throw new CarrierAway("the SMS provider cannot be reached", away);
    } catch (IOException lost) {
      return Handover.ANSWER_LOST;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Handover.ANSWER_LOST;
    }
  }

  private HttpRequest request(Parcel parcel) {
    Map<String, Object> body = new TreeMap<>();
    body.put("to", parcel.to());
    body.put("from", parcel.from());
    body.put("text", parcel.letter().sms());
    body.put("reference", parcel.id());
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", parcel.id())
        .POST(BodyPublishers.ofString(Columns.json(body)))
        .build();
  }
}
