package dev.takt.api;

import dev.takt.records.TaktRecords;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;

/** The API as one import: {@code @Import(TaktApi.class)} or a scan of {@code dev.takt}. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(TaktRecords.class)
@EnableJdbcRepositories
@PropertySource("classpath:takt-api.properties")
public class TaktApi {}
