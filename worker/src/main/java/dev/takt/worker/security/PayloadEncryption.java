package dev.takt.worker.security;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.List;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Encrypts what Temporal stores: arguments, results, states, failures. What is not encrypted is
 * read as it is: histories from before there was a key, and signals by the {@code temporal}
 * command.
 */
public final class PayloadEncryption implements PayloadCodec {
  private static final ByteString ENCRYPTED = ByteString.copyFromUtf8("binary/encrypted");
  private static final String ENCODING = "encoding";

  /** Temporal's own name for it: its pages show it. */
  private static final String KEY = "encryption-key-id";

  private final BytesEncryptor keys;
  private final ByteString current;

  public PayloadEncryption(KeyRing keys) {
    this.keys = keys;
    this.current = ByteString.copyFromUtf8(keys.current());
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::encrypted).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::decrypted).toList();
  }

  private Payload encrypted(Payload plain) {
    return Payload.newBuilder()
        .putMetadata(ENCODING, ENCRYPTED)
        .putMetadata(KEY, current)
        .setData(ByteString.copyFrom(keys.encrypt(plain.toByteArray())))
        .build();
  }

  private Payload decrypted(Payload payload) {
    if (!ENCRYPTED.equals(payload.getMetadataMap().get(ENCODING))) {
      return payload;
    }
    try {
      return Payload.parseFrom(keys.decrypt(payload.getData().toByteArray()));
    } catch (InvalidProtocolBufferException e) {
      throw new PayloadCodecException(e);
    }
  }
}
