package dev.takt.worker.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.takt.worker.TaktProcess;
import dev.takt.worker.Tool;
import dev.takt.worker.embedded.DataFolder;
import dev.takt.worker.embedded.EmbeddedDatabase;
import dev.takt.worker.lasting.LastingTemporal;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.stories.Rest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Everything that can break, each a process of its own: PostgreSQL, a lasting Temporal, a worker
 * that reaches both through the gate, and an API that reaches them past it. The API lives on while
 * the worker is killed, as merchants' requests go on when a machine dies.
 */
public final class Bench implements AutoCloseable {
  private static final String SECRET_KEYS =
      "tests:"
          + Base64.getEncoder().encodeToString("a key of tests, 32 bytes of text".getBytes(UTF_8));

  final Gate gate = new Gate();
  final Handed charges = new Handed("collect");
  private final LastingTemporal temporal;
  private final Path folder;
  private final DataFolder data;
  private final PostgresProxy databaseOfWorker;
  private final PostgresProxy databaseOfApi;
  private final TemporalProxy temporalOfWorker;
  private final TaktProcess api;
  private final Receivers receivers = new Receivers();
  private final GreenMail mail = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private final LivingWorkflows workflows;
  private volatile EmbeddedDatabase database;
  private volatile TaktProcess worker;
  private Map<String, String> extras = Map.of();

  private Bench(Path folder) {
    this.folder = folder;
    this.data = DataFolder.take(folder.resolve("data"));
    this.database = EmbeddedDatabase.start(data);
    this.temporal = LastingTemporal.start(folder, database.address());
    this.workflows = new LivingWorkflows(temporal.address());
    this.mail.start();
    this.databaseOfWorker = PostgresProxy.to(this::databasePort, gate);
    this.databaseOfApi = PostgresProxy.to(this::databasePort, new Gate());
    this.temporalOfWorker = TemporalProxy.to(temporal.address(), gate, charges);
    this.worker = startWorker();
    this.api = start("api", databaseOfApi, temporal.address());
  }

  /** Sets everything up in a new folder below this one. */
  public static Bench in(Path parent) {
    try {
      return new Bench(Files.createTempDirectory(parent, "bench"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Rest operator() {
    return new Rest(api.address(), Settings.DEMO_TOKEN);
  }

  public LastingTemporal temporal() {
    return temporal;
  }

  public TaktProcess worker() {
    return worker;
  }

  public TaktProcess api() {
    return api;
  }

  LivingWorkflows workflows() {
    return workflows;
  }

  Receivers receivers() {
    return receivers;
  }

  /** Ids of the messages whose mails came to an address. */
  List<String> mailTo(String address) {
    return Arrays.stream(mail.getReceivedMessages())
        .filter(mail -> to(mail).equals(address))
        .map(
            mail ->
                GreenMailUtil.getHeaders(mail).replaceAll("(?s).*Message-ID: <([^@]+)@.*", "$1"))
        .toList();
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** What those who live said of errors: to be told with a failure. */
  String errors() {
    return "\nthe API: " + api.errors() + "\nthe worker: " + worker.errors();
  }

  /** The books themselves, past everything that may break. */
  public JdbcClient books() {
    var address = database.address();
    return JdbcClient.create(
        new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password()));
  }

  /** The Temporal in which the books believe that workflows live. */
  String home() {
    return books().sql("select namespace_id from temporal_namespace").query(String.class).single();
  }

  /** The worker dies at once, as by {@code kill -9}. */
  public void killWorker() {
    worker.kill();
  }

  public void replaceWorker() {
    worker = startWorker();
  }

  /** Another worker beside the one that there is, with these variables; the caller closes it. */
  public TaktProcess anotherWorker(Map<String, String> more) {
    Map<String, String> usual = extras;
    extras = more;
    try {
      return startWorker();
    } finally {
      extras = usual;
    }
  }

  /** The worker is started with these variables, too, from now on. */
  public void startWorkersWith(Map<String, String> more) {
    extras = more;
  }

  public void stopDatabase() {
    database.close();
    databaseOfWorker.cutAll();
    databaseOfApi.cutAll();
  }

  public void startDatabase() {
    database = EmbeddedDatabase.start(data);
  }

  public void startTemporal() {
    temporal.startAgain();
    temporalOfWorker.look();
  }

  @Override
  public void close() {
    worker.close();
    api.close();
    temporalOfWorker.close();
    databaseOfWorker.close();
    databaseOfApi.close();
    workflows.close();
    receivers.close();
    mail.stop();
    temporal.close();
    database.close();
    data.close();
  }

  private TaktProcess startWorker() {
    return start("worker", databaseOfWorker, temporalOfWorker.address());
  }

  private TaktProcess start(String role, PostgresProxy proxy, String temporalAddress) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", Tool.ownPath());
    environment.put("TAKT_ROLE", role);
    environment.put("TAKT_DEMO", "false");
    environment.put(
        "TAKT_DATABASE_URL",
        "postgresql://%s:%s@localhost:%d/postgres"
            .formatted(database.address().user(), database.address().password(), proxy.port()));
    environment.put("TEMPORAL_ADDRESS", temporalAddress);
    // So that a dead connection is noticed, and a small machine holds two benches.
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx512m -XX:TieredStopAtLevel=1");
    environment.put("TAKT_SECRET_KEYS", SECRET_KEYS);
    environment.put("TAKT_WEBHOOKS_ALLOW_PRIVATE", "true");
    environment.put("TAKT_SMTP_URL", "smtp://localhost:" + mail.getSmtp().getPort());
    if (role.equals("worker")) {
      environment.putAll(extras);
    }
    return TaktProcess.start(folder, environment).awaitReady();
  }

  private int databasePort() {
    return URI.create(database.address().jdbcUrl().substring("jdbc:".length())).getPort();
  }
}
