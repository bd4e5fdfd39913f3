package dev.takt.worker;

import dev.takt.worker.demo.Demo;
import dev.takt.worker.settings.Settings;
import dev.takt.worker.settings.Stopping;
import java.io.PrintStream;

/** The last words before Takt is ready: where everything is, and what to try. */
record StartupBanner(Settings settings, int port, Stopping stopping, PrintStream out) {

  void complete() {
    String here = "http://localhost:" + port;
    if (settings.role().answers()) {
      say("API", here + "/v1");
      say("Docs", here + "/docs");
    }
    say("Health", here + "/health");
    if (settings.isDemo()) {
      String key = new Demo(settings, here, stopping, out).seed();
      say("Demo key", key);
      say("Try", "curl -H 'Authorization: Bearer %s' %s/v1/subscriptions".formatted(key, here));
    }
  }

  private void say(String what, String where) {
    out.println("  %-12s %s".formatted(what, where));
  }
}
