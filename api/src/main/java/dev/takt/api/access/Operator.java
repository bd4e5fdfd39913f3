package dev.takt.api.access;

/** The one who runs the installation, and may create merchants. */
public record Operator() {}
