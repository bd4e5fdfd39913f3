package dev.takt.worker.stories;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.takt.worker.RunningTakt;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one application that all stories of this JVM are told to: embedded PostgreSQL, the in-process
 * Temporal, real workflows, a free port. Starting it takes seconds, so it is started when the first
 * story asks for it and stopped when the JVM ends; stories keep apart by having merchants of their
 * own.
 */
public final class OneTakt {
  /** The operator's token, with which merchants are made. */
  public static final String OPERATOR = "op_of_the_stories";

  private static final GreenMail MAIL = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private static final SmsProvider SMS = new SmsProvider();
  private static final StripeSimulator STRIPE = new StripeSimulator();
  private static final RunningTakt TAKT = start();

  private OneTakt() {}

  /** Where it answers, such as {@code http://localhost:1234}. */
  public static String address() {
    return "http://localhost:" + TAKT.port();
  }

  /** The client with which other programs would signal its workflows. */
  public static WorkflowClient workflows() {
    return TAKT.started().getBean(WorkflowClient.class);
  }

  /** A part of it, for stories that look inside or break something. */
  public static <T> T bean(Class<T> type) {
    return TAKT.started().getBean(type);
  }

  /** Its database, for what REST does not show. */
  public static JdbcClient database() {
    return TAKT.started().getBean(JdbcClient.class);
  }

  /** The mail server that its messages go to. */
  public static GreenMail mail() {
    return MAIL;
  }

  /** The Stripe that its merchants connect. */
  static StripeSimulator stripe() {
    return STRIPE;
  }

  /** The provider that its SMS go to. */
  public static SmsProvider sms() {
    return SMS;
  }

  private static RunningTakt start() {
    MAIL.start();
    System.setProperty("takt.sms-url", SMS.url());
    System.setProperty("takt.stripe.url", STRIPE.url());
    System.setProperty("takt.smtp-url", "smtp://localhost:" + MAIL.getSmtp().getPort());
    System.setProperty("takt.pages.per-address", "2000");
    System.setProperty("takt.pages.misses", "100");
    Path folder = folder();
    var settings =
        Map.of(
            "TAKT_PORT",
            "0",
            "TAKT_DATA",
            folder.toString(),
            "TAKT_OPERATOR_TOKEN",
            OPERATOR,
            "TAKT_DEMO",
            "false",
            // All stories come from this machine, most of those without a key within a few minutes.
            "TAKT_ANONYMOUS_PER_MINUTE",
            "20000");
    // What it says of its start is of no use to whoever reads the tests' output.
    var silence = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var takt = new RunningTakt(settings, silence);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(takt, folder), "stop stories"));
    takt.start();
    // Lost answers and the like are part of the stories, and no news.
    for (String logger : List.of("ROOT", "dev.takt", "io.temporal")) {
      LoggingSystem.get(OneTakt.class.getClassLoader()).setLogLevel(logger, LogLevel.ERROR);
    }
    return takt;
  }

  private static void stop(RunningTakt takt, Path folder) {
    takt.close();
    MAIL.stop();
    SMS.stop();
    STRIPE.stop();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(OneTakt::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("takt-stories");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
