package dev.takt.activities.messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks just enough SMTP to be given a message, and hangs up instead of saying that it has it. */
final class HangingUp {
  private HangingUp() {}

  /**
   * Serves one client.
   *
   * @param answers whether it says that it has the message before it hangs up
   */
  static void serve(ServerSocket server, boolean answers) {
    try (Socket client = server.accept();
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      say(client, "220 here");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals("DATA")) {
          say(client, "354 go on");
          while (!".".equals(in.readLine())) {
            // The message itself.
          }
          if (answers) {
            say(client, "250 taken");
          }
          return;
        }
        say(client, "250 ok");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }
}
