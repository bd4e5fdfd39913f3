package dev.takt.worker.lasting;

import dev.takt.worker.Needs;
import dev.takt.worker.Tool;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For tests that need the {@code temporal} command. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Needs(Tool.TEMPORAL)
public @interface NeedsTemporal {}
