package dev.takt.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.Answer;
import dev.takt.worker.stories.OneTakt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with nothing but an address of a page, who comes from an address of their own. */
record Visitor(HttpClient http) {
  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");
  private static final Pattern OPEN = Pattern.compile("name=\"open\" value=\"([^\"]+)\"");

  static Visitor any() {
    return from("127.0.0.1");
  }

  /**
   * @param address of this machine: 127.0.0.1, 127.0.0.2 and so on
   */
  static Visitor from(String address) {
    return new Visitor(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.ofLiteral(address))
            .connectTimeout(Duration.ofSeconds(10))
            .build());
  }

  /** Opens a page. */
  Answer look(String link) {
    return ask(link, null);
  }

  /** Sends a page's form with these fields besides what the form holds by itself. */
  Answer send(String link, Answer page, String fields) {
    return post(link, form(page) + "&" + fields);
  }

  Answer post(String link, String form) {
    return ask(link, form);
  }

  /** The fields that a form holds by itself. */
  static String form(Answer page) {
    Matcher nonce = NONCE.matcher(page.body());
    assertThat(nonce.find()).as(page.body()).isTrue();
    Matcher open = OPEN.matcher(page.body());
    return "nonce="
        + nonce.group(1)
        + (open.find() ? "&open=" + open.group(1).replace(' ', '+') : "");
  }

  private Answer ask(String link, String form) {
    String port = OneTakt.address().substring(OneTakt.address().lastIndexOf(':'));
    var uri = URI.create("http://127.0.0.1" + port + link.substring(link.indexOf("/pay/")));
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept-Language", "da")
            .method(
                form == null ? "GET" : "POST",
                form == null ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(uri.getPath(), answer.statusCode(), answer.headers(), answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(uri + " broke down", e);
    }
  }
}
