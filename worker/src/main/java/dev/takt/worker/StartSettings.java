package dev.takt.worker;

import dev.takt.activities.messages.MessageSettings;
import dev.takt.activities.messages.PayLinkSettings;
import dev.takt.activities.retention.RetentionSettings;
import dev.takt.api.access.AccessSettings;
import dev.takt.api.pages.HostedPageSettings;
import dev.takt.api.pages.PageLimits;
import dev.takt.api.web.HttpLimits;
import dev.takt.api.webhooks.WebhookSettings;
import dev.takt.api.workflow.WorkflowSettings;
import dev.takt.worker.bankfolder.BankFolderSettings;
import dev.takt.worker.security.SecurityRules;
import dev.takt.worker.security.SecuritySettings;
import dev.takt.worker.settings.CannotStart;
import dev.takt.worker.settings.GivenEnvironment;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.settings.SettingsBinder;
import dev.takt.worker.settings.TemporalSettings;
import dev.takt.worker.temporal.WorkerTuning;
import dev.takt.worker.tracing.TracingSettings;
import java.util.List;

/** The settings that a start needs before there are beans; all others are checked with them. */
record StartSettings(
    Settings takt, SecuritySettings security, TemporalSettings temporal, TracingSettings tracing) {

  /** The settings that are needed later. */
  private static final List<Class<?>> OTHERS =
      List.of(
          WorkerTuning.class,
          BankFolderSettings.class,
          MessageSettings.class,
          PayLinkSettings.class,
          RetentionSettings.class,
          AccessSettings.class,
          HostedPageSettings.class,
          PageLimits.class,
          HttpLimits.class,
          WorkflowSettings.class);

  /**
   * Binds and checks all settings.
   *
   * @throws CannotStart if they do not go together
   * @throws org.springframework.boot.context.properties.bind.BindException if one makes no sense
   */
  static StartSettings of(GivenEnvironment environment) {
    try (var binder = new SettingsBinder(environment)) {
      var takt = binder.bind(Settings.class);
      var security = binder.bind(SecuritySettings.class);
      if (takt.production() != environment.matchesProfiles("production")) {
        throw new CannotStart(
            "TAKT_PRODUCTION is no setting; set SPRING_PROFILES_ACTIVE=production.");
      }
      new SecurityRules(takt, security, binder.bind(WebhookSettings.class)).check();
      OTHERS.forEach(binder::bind);
      return new StartSettings(
          takt,
          security,
          TemporalSettings.of(environment.variables()),
          binder.bind(TracingSettings.class));
    }
  }

  /** Whether it has nothing of its own on this machine, and so needs no data folder. */
  boolean standsOnOthers() {
    return takt.databaseUrl() != null && temporal.access() != null && !takt.isDemo();
  }
}
