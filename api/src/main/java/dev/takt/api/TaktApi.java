package dev.takt.api;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** The API as one import: {@code @Import(TaktApi.class)} or a scan of {@code dev.takt}. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@PropertySource("classpath:takt-api.properties")
public class TaktApi {}
