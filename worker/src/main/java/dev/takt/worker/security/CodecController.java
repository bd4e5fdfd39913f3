package dev.takt.worker.security;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.takt.api.access.OperatorOnly;
import io.temporal.api.common.v1.Payloads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Temporal's "codec server": decrypts what its command and its pages show, for the operator. Only
 * decrypting: nobody needs Takt to encrypt for them.
 */
@RestController
public class CodecController {
  private final SecuritySettings settings;

  CodecController(SecuritySettings settings) {
    this.settings = settings;
  }

  @io.swagger.v3.oas.annotations.Hidden
  @OperatorOnly
  @PostMapping("/codec/decode")
  ResponseEntity<String> decode(HttpServletRequest request) throws IOException {
    KeyRing keys = settings.payloadKeys();
    if (keys == null) {
      return ResponseEntity.notFound().build();
    }
    var payloads = Payloads.newBuilder();
    try {
      String json = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      JsonFormat.parser().ignoringUnknownFields().merge(json, payloads);
    } catch (InvalidProtocolBufferException notPayloads) {
      return ResponseEntity.badRequest().build();
    }
    var plain =
        Payloads.newBuilder()
            .addAllPayloads(new PayloadEncryption(keys).decode(payloads.getPayloadsList()));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(JsonFormat.printer().print(plain));
  }
}
