package dev.takt.worker.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The hosted page, in a browser and as a robot sees it. */
class PayPageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path profile;

  /** An invoice of 310.00 that was declined on 1 March, and whose it is. */
  private record Debt(Story story, String customer, String invoice) {
    static Debt make() {
      var story = Story.from("2026-02-20");
      String customer = story.customer("tok_do_not_honor");
      String subscription = story.subscribe(customer, story.monthly(), "2026-03-01");
      story.on("2026-03-01");
      return new Debt(
          story, customer, story.invoices(subscription).getFirst().get("id").asString());
    }

    String link() {
      return story
          .rest()
          .post("/v1/invoices/" + invoice + "/payment-link", Map.of())
          .expect(201)
          .text("url");
    }

    String status() {
      return story.rest().get("/v1/invoices/" + invoice).expect(200).text("status");
    }

    long captured() {
      return story.charges(customer).stream()
          .filter(charge -> charge.get("status").asString().equals("CAPTURED"))
          .count();
    }
  }

  @Test
  void aDeclinedInvoiceIsPaidWithANewCardByKeyboardAlone() {
    Debt debt = Debt.make();
    WebDriver browser = browser();
    try {
      browser.get(debt.link());
      assertThat(browser.getTitle()).startsWith("Betal faktura").contains("Bladet ApS");
      assertThat(browser.findElement(By.tagName("html")).getAttribute("lang")).isEqualTo("da");
      assertThat(browser.findElement(By.tagName("main")).getText())
          .contains("Avisen", "310,00 DKK", "Banken afviste betalingen.");
      assertFitsAndIsLabelled(browser);

      tabTo(browser, "with-file").sendKeys(Keys.ARROW_DOWN);
      tabTo(browser, "card").sendKeys(Keys.HOME);
      tabTo(browser, "future");
      browser.switchTo().activeElement().sendKeys(Keys.TAB);
      assertThat(browser.switchTo().activeElement().getTagName()).isEqualTo("button");
      browser.switchTo().activeElement().sendKeys(Keys.ENTER);

      new WebDriverWait(browser, PATIENCE)
          .until(there -> there.getTitle().startsWith("Tak for betalingen"));
      assertThat(debt.status()).isEqualTo("PAID");
      assertThat(debt.captured()).isEqualTo(1);
      assertThat(
              debt.story()
                  .rest()
                  .get("/v1/customers/" + debt.customer() + "/payment-methods")
                  .json()
                  .at("/data")
                  .valueStream()
                  .filter(card -> card.get("isDefault").asBoolean()))
          .hasSize(1);
    } finally {
      browser.quit();
    }
  }

  @Test
  void aDeclineIsSaidFirstAndInWords() {
    Debt debt = Debt.make();
    WebDriver browser = browser();
    try {
      browser.get(debt.link() + "?lang=en");
      browser.findElement(By.tagName("button")).click();
      new WebDriverWait(browser, PATIENCE)
          .until(there -> !there.findElements(By.cssSelector("[role=alert]")).isEmpty());
      assertThat(browser.findElement(By.cssSelector("[role=alert]")).getText())
          .isEqualTo(
              "The payment did not go through. The bank declined the payment. Try another card.");
      assertThat(browser.switchTo().activeElement().getAttribute("role")).isEqualTo("alert");
      assertThat(debt.captured()).isZero();
    } finally {
      browser.quit();
    }
  }

  @Test
  void twoTabsAndARetryAtTheSameMomentChargeOnce() {
    Debt debt = Debt.make();
    String link = path(debt.link());
    // Dunning tries a new card at once: this one is declined then, and works from then on.
    debt.story().card(debt.customer(), "tok_fail_1_then_ok");
    Rest page = Rest.with("");
    String one = form(page.get(link).expect(200), "with=file");
    String two = form(page.get(link).expect(200), "with=new&card=tok_ok&future=yes");
    var all =
        List.of(
            CompletableFuture.supplyAsync(() -> post(page, link, one)),
            CompletableFuture.supplyAsync(() -> post(page, link, two)),
            CompletableFuture.supplyAsync(() -> post(page, link, one)),
            CompletableFuture.supplyAsync(
                () ->
                    debt.story()
                        .rest()
                        .post("/v1/invoices/" + debt.invoice() + "/retry", Map.of())));
    all.forEach(CompletableFuture::join);

    assertThat(debt.captured()).isEqualTo(1);
    assertThat(debt.status()).isEqualTo("PAID");
    assertThat(post(page, link, two).status()).isLessThan(400);
    assertThat(debt.captured()).isEqualTo(1);
  }

  @Test
  void aFormThatIsSentTwiceIsOneAttempt() {
    Debt debt = Debt.make();
    String link = path(debt.link());
    Rest page = Rest.with("");
    String form = form(page.get(link).expect(200), "with=file");
    post(page, link, form).expect(422);
    post(page, link, form).expect(422);

    assertThat(debt.story().charges(debt.customer())).hasSize(2);
  }

  @Test
  void whatIsNoGoodTokenAnyMoreLooksLikeOneThatNeverWas() throws Exception {
    Debt debt = Debt.make();
    String link = path(debt.link());
    Rest page = Rest.with("");
    page.get(link).expect(200);
    debt.story().on("2026-03-20");
    Answer expired = page.get(link).expect(404);
    Answer unknown = page.get("/pay/" + "A".repeat(43)).expect(404);

    assertThat(stripped(expired)).isEqualTo(stripped(unknown));
    assertThat(expired.body()).doesNotContain("Bladet", "310");
    Answer asked = post(page, link + "/fresh-link", "lang=da").expect(200);
    assertThat(stripped(post(page, "/pay/" + "A".repeat(43) + "/fresh-link", "lang=da")))
        .isEqualTo(stripped(asked));
    String address =
        debt.story().rest().get("/v1/customers/" + debt.customer()).expect(200).text("email");
    assertThat(OneTakt.mail().waitForIncomingEmail(60_000, 1)).isTrue();
    page.get(MessagesIT.linkIn(awaitMail(address))).expect(200);
  }

  @Test
  void thePageMayBeNeitherKeptNorFramedNorListed() {
    Answer page = Rest.with("").get(path(Debt.make().link())).expect(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(page.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
    assertThat(page.body()).doesNotContain("<script");
  }

  private static jakarta.mail.internet.MimeMessage awaitMail(String address) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return MessagesIT.mailTo(address);
      } catch (AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        Thread.sleep(200);
      }
    }
  }

  private static String path(String url) {
    return url.substring(url.indexOf("/pay/"));
  }

  private static String form(Answer page, String fields) {
    Matcher nonce = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(nonce.find()).isTrue();
    return "nonce=" + nonce.group(1) + "&" + fields;
  }

  private static Answer post(Rest page, String path, String form) {
    return page.sendAs("application/x-www-form-urlencoded", "POST", path, form);
  }

  /** Without what is another at every request. */
  private static String stripped(Answer answer) {
    return answer
        .body()
        .replaceAll("nonce=\"[0-9a-f]+\"", "")
        .replaceAll("/pay/[A-Za-z0-9_-]+", "/pay/");
  }

  private static WebElement tabTo(WebDriver browser, String id) {
    for (int pressed = 0; pressed < 20; pressed++) {
      WebElement here = browser.switchTo().activeElement();
      if (id.equals(here.getAttribute("id"))) {
        return here;
      }
      here.sendKeys(Keys.TAB);
    }
    throw new AssertionError("the keyboard does not come to " + id);
  }

  /** On 360 pixels: nothing sticks out, and every field and landmark has a name. */
  private static void assertFitsAndIsLabelled(WebDriver browser) {
    var script = (org.openqa.selenium.JavascriptExecutor) browser;
    assertThat(script.executeScript("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(
            (List<?>)
                script.executeScript(
                    "return [...document.querySelectorAll('input:not([type=hidden]),select')]"
                        + ".filter(field => !field.labels.length).map(field => field.id)"))
        .isEmpty();
    assertThat(browser.findElements(By.cssSelector("main h1"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("nav[aria-label]"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("table caption"))).isNotEmpty();
  }

  /** A browser is a part of this test: without one it fails, and says what is missing. */
  private WebDriver browser() {
    Path chromium = program("chromium", "chromium-browser", "google-chrome");
    Path driver = program("chromedriver");
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=da",
        "--user-data-dir=" + profile.resolve("browser"));
    options.setExperimentalOption(
        "mobileEmulation",
        Map.of("deviceMetrics", Map.of("width", 360, "height", 740, "pixelRatio", 2.0)));
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(), options);
  }

  private static Path program(String... names) {
    for (String folder : System.getenv("PATH").split(":")) {
      for (String name : names) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return Path.of(folder, name);
        }
      }
    }
    throw new AssertionError(
        "no " + names[0] + " on the PATH: install Debian's chromium and chromium-driver");
  }
}
