package dev.takt.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.Needs;
import dev.takt.worker.Tool;
import dev.takt.worker.stories.OneTakt;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The hosted page in a real browser: on a phone, by the keyboard, in four languages. */
@Needs(Tool.BROWSER)
class BrowserIT {
  @TempDir Path profile;

  private Phone phone;

  @BeforeEach
  void open() {
    phone = Phone.with(profile);
    phone.browser().manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    phone.close();
  }

  @Test
  void aDeclinedInvoiceIsPaidWithANewCardByKeyboardAlone() {
    Owing owing = Owing.money();
    phone.open(owing.link()).awaitTitle("Betal faktura");
    assertThat(phone.language()).isEqualTo("da");
    assertThat(phone.text()).contains("Avisen", "310,00 DKK", "Banken afviste betalingen.");

    phone.tabTo("with-file").sendKeys(Keys.ARROW_DOWN);
    phone.tabTo("card").sendKeys(Keys.HOME);
    phone.tabTo("future").sendKeys(Keys.TAB);
    assertThat(phone.here().getTagName()).isEqualTo("button");
    phone.here().sendKeys(Keys.ENTER);

    phone.awaitTitle("Tak for betalingen");
    assertThat(owing.captured()).containsExactly(owing.invoice());
    assertThat(owing.status(owing.invoice())).isEqualTo("PAID");
    phone.assertForEverybody();
    // Loading the thanks again sends nothing again.
    phone.browser().navigate().refresh();
    phone.awaitTitle("Tak for betalingen");
    assertThat(owing.captured()).hasSize(1);
  }

  @Test
  void aDeclineIsSaidFirstAndInWords() {
    Owing owing = Owing.money();
    phone.open(owing.link() + "?lang=en");
    phone.tabToButton().sendKeys(Keys.ENTER);
    phone.awaitAlert();

    assertThat(phone.browser().findElement(By.cssSelector("[role=alert]")).getText())
        .isEqualTo(
            "The payment did not go through. The bank declined the payment. Try another card.");
    assertThat(phone.here().getAttribute("role")).isEqualTo("alert");
    assertThat(phone.language()).isEqualTo("en");
    phone.assertFits();
    phone.assertForEverybody();
    assertThat(owing.captured()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "da | Betal faktura | Avisen | Forny dit kort      | Dit nye kort er gemt         | Linket"
            + " virker",
        "nb | Betal faktura | Avisen | Forny kortet ditt   | Det nye kortet ditt er lagret| Lenken"
            + " virker",
        "sv | Betala faktura| Avisen | Förnya ditt kort    | Ditt nya kort är sparat      | Länken"
            + " fungerar",
        "en | Pay invoice   | Avisen | Renew your card     | Your new card is saved       | This"
            + " link no longer"
      })
  void everyPageIsForEverybodyInLightAndDark(
      String lang, String pay, String plan, String renew, String renewed, String gone) {
    Owing owing = Owing.withExpiringCard();
    String invoice = owing.alsoOwes(owing.story().monthly(), "2026-04-25");
    owing.alsoOwes(owing.story().monthly(), "2026-04-26");
    looks(owing.linkTo(invoice), lang, pay);
    assertThat(phone.text()).contains(plan);
    looks(OneTakt.address() + "/pay/" + "A".repeat(43), lang, gone);
    looks(OneTakt.address() + owing.linkToRenew(), lang, renew);

    phone.tabTo("card").sendKeys(Keys.HOME);
    phone.tabToButton().sendKeys(Keys.ENTER);
    phone.awaitTitle(renewed);
    assertThat(phone.language()).isEqualTo(lang);
    phone.assertForEverybody();
  }

  private void looks(String link, String lang, String title) {
    phone.open(link + "?lang=" + lang).awaitTitle(title);
    assertThat(phone.language()).isEqualTo(lang);
    assertThat(phone.browser().findElements(By.cssSelector("main h1"))).hasSize(1);
    assertThat(
            phone.browser().findElement(By.cssSelector("nav [aria-current]")).getAttribute("lang"))
        .isEqualTo(lang);
    phone.assertFits();
    phone.assertLoadedNothing();
    phone.assertForEverybody();
    phone.dark(true);
    assertThat(phone.browser().findElement(By.tagName("body")).getCssValue("background-color"))
        .contains("22, 22, 22");
    phone.assertForEverybody();
    phone.dark(false);
  }
}
