package dev.takt.tools.benchmark;

import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * How fast the processor is at the moment, by a computation that never changes. Machines that are
 * shared with others are half as fast at one minute as at another: times of two runs can be
 * compared only where this is the same.
 */
final class Yardstick {
  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 64;
  private static final int TRIES = 3;

  private Yardstick() {}

  /** Milliseconds of processor time for SHA-256 over 64 MiB, the middle one of three. */
  static double millis() {
    double[] tries = new double[TRIES];
    for (int i = 0; i < TRIES; i++) {
      tries[i] = once();
    }
    Arrays.sort(tries);
    return tries[TRIES / 2];
  }

  private static double once() {
    var threads = ManagementFactory.getThreadMXBean();
    byte[] block = new byte[BLOCK];
    long begin = threads.getCurrentThreadCpuTime();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < BLOCKS; i++) {
        digest.update(block);
      }
      digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return (threads.getCurrentThreadCpuTime() - begin) / 1e6;
  }
}
