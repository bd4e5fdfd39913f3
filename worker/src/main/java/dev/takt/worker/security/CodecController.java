package dev.takt.worker.security;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.takt.api.access.RateLimits;
import dev.takt.worker.Settings;
import io.temporal.api.common.v1.Payloads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
  private final Settings settings;
  private final RateLimits limits;

  CodecController(Settings settings, RateLimits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  @io.swagger.v3.oas.annotations.Hidden
  @PostMapping("/codec/decode")
  ResponseEntity<String> decode(HttpServletRequest request) throws IOException {
    KeyRing keys = settings.safeguards().payloadKeys();
    if (keys == null) {
      return ResponseEntity.notFound().build();
    }
    if (!isOperator(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      limits.countAddress(request.getRemoteAddr());
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
          .build();
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

  private boolean isOperator(@Nullable String header) {
    byte[] shown = String.valueOf(header).getBytes(StandardCharsets.UTF_8);
    byte[] wanted = ("Bearer " + settings.operatorToken()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(shown, wanted);
  }
}
