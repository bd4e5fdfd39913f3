package dev.takt.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A phone's browser, of which only the keyboard is used. */
record Phone(ChromeDriver browser) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /** A browser that is there. */
  static Phone with(Path profile) {
    var options = new ChromeOptions();
    options.setBinary(Tool.BROWSER.path().toFile());
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
        Map.of("deviceMetrics", Map.of("width", 320, "height", 640, "pixelRatio", 2.0)));
    var driver =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Tool.program("chromedriver").orElseThrow().toFile())
            .build();
    return new Phone(new ChromeDriver(driver, options));
  }

  Phone open(String address) {
    browser.get(address);
    return this;
  }

  /** As somebody sees it who has asked for dark pages. */
  Phone dark(boolean dark) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  String text() {
    return browser.findElement(By.tagName("main")).getText();
  }

  String language() {
    return browser.findElement(By.tagName("html")).getAttribute("lang");
  }

  WebElement here() {
    return browser.switchTo().activeElement();
  }

  /** Presses the tabulator until a field has the focus. */
  WebElement tabTo(String id) {
    return tabTo("#" + id, id);
  }

  /** Presses it until a button has the focus. */
  WebElement tabToButton() {
    return tabTo("button", "a button");
  }

  private WebElement tabTo(String selector, String what) {
    for (int pressed = 0; pressed < 30; pressed++) {
      WebElement here = here();
      if (Boolean.TRUE.equals(
          browser.executeScript("return arguments[0].matches(arguments[1])", here, selector))) {
        return here;
      }
      here.sendKeys(Keys.TAB);
    }
    throw new AssertionError("the keyboard does not come to " + what);
  }

  Phone awaitTitle(String beginning) {
    new WebDriverWait(browser, PATIENCE).until(there -> there.getTitle().startsWith(beginning));
    return this;
  }

  Phone awaitAlert() {
    new WebDriverWait(browser, PATIENCE)
        .until(there -> !there.findElements(By.cssSelector("[role=alert]")).isEmpty());
    return this;
  }

  /** On 320 pixels nothing sticks out, and what is to be tapped is big enough for a thumb. */
  void assertFits() {
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(320L);
    assertThat(
            (List<?>)
                browser.executeScript(
                    "return [...document.querySelectorAll('a,button,select,.choice')]"
                        + ".filter(e => e.getBoundingClientRect().height < 24)"
                        + ".map(e => e.outerHTML)"))
        .as("too small for a thumb: WCAG 2.2, 2.5.8")
        .isEmpty();
  }

  /** Nothing but the page itself was fetched, and it set nothing. */
  void assertLoadedNothing() {
    assertThat(
            (List<?>)
                browser.executeScript(
                    "return performance.getEntriesByType('resource').map(e => e.name)"
                        + ".filter(name => !name.endsWith('/favicon.ico'))"))
        .isEmpty();
    assertThat(browser.manage().getCookies()).isEmpty();
  }

  /** axe-core, which looks for what keeps people from using a page, finds nothing. */
  void assertForEverybody() {
    browser.executeScript(axe());
    Object violations =
        browser.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run(document, {runOnly: arguments[0]}).then(found =>"
                + " done(found.violations.map(v => v.id + ': '"
                + " + v.nodes.map(n => n.html + ' ' + n.failureSummary).join('; ')))"
                + ", broken => done(['' + broken]))",
            WCAG);
    assertThat((List<?>) violations).isEmpty();
  }

  private static String axe() {
    try (InputStream in = Phone.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    browser.quit();
  }
}
