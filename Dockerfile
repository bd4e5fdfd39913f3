# The image of docker-compose.yml: built from the sources, so that it needs nothing but Docker.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home takt
USER takt
WORKDIR /home/takt
COPY --from=build /source/worker/target/takt.jar takt.jar
# From outside of the container; with the demo's token it does not start so.
ENV TAKT_HOST=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-XX:MaxRAMPercentage=75", "-jar", "takt.jar"]
