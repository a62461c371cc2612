package org.civichopper.localcloud;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// An S3 server on loopback, and the buckets in it. Everything is kept in its folder.
final class LocalBucket implements AutoCloseable {

    // Held here because java.util.logging forgets the levels of loggers that nobody holds.
    private static final Logger TOMCAT = Logger.getLogger("org.apache");
    private static final Logger TOMCAT_LEAKS = Logger.getLogger("org.apache.catalina.loader");

    private final ConfigurableApplicationContext server;
    private final URI endpoint;
    private final LoopbackHttp http;

    private LocalBucket(ConfigurableApplicationContext server, String accessKey) {
        this.server = server;
        http = new LoopbackHttp(accessKey);
        this.endpoint =
                URI.create(
                        "http://127.0.0.1:"
                                + server.getEnvironment().getProperty("local.server.port"));
    }

    /// Starts with what the run before left in the folder, however it ended.
    static LocalBucket start(Path folder, String accessKey) {
        var gate = new Gate(Optional.of(accessKey));
        Folders.ownersAlone(folder);
        // Logging belongs to the program around this server, which must not configure it anew.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        TOMCAT.setLevel(Level.WARNING);
        TOMCAT_LEAKS.setLevel(Level.SEVERE); // it warns of threads that end with it
        var port = KeptPort.of(folder);
        var started =
                new LocalBucket(
                        new SpringApplicationBuilder(S3MockApplication.class)
                                .initializers(context ->
                                        context.getBeanFactory()
                                                .addBeanPostProcessor(new OurWay(gate, folder)))
                                .bannerMode(Banner.Mode.OFF)
                                .logStartupInfo(false)
                                .registerShutdownHook(false)
                                // As arguments, because these win over what the environment says.
                                .run(
                                        "--spring.config.location=classpath:/application.properties",
                                        "--server.address=127.0.0.1",
                                        "--server.port=" + port.orAny(),
                                        "--server.ssl.enabled=false",
                                        "--http.port=0",
                                        "--com.adobe.testing.s3mock.store.root=" + folder,
                                        "--com.adobe.testing.s3mock.store.retainFilesOnExit=true"),
                        accessKey);
        port.keep(started.endpoint.getPort());
        return started;
    }

    URI endpoint() {
        return endpoint;
    }

    /// A bucket that stands already is left as it is.
    void create(String name) {
        http.send("PUT", endpoint.resolve("/" + name), "", Set.of(200, 409));
    }

    @Override
    public void close() {
        server.close();
    }

    /// What the server itself has no settings for.
    private record OurWay(Gate gate, Path folder) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof TomcatServletWebServerFactory factory) {
                // A second port, and that one on every address of the machine.
                factory.getAdditionalConnectors().clear();
                factory.setProtocol(WordedContinue.class.getName());
                factory.addEngineValves(new BucketGate(gate));
            }
            return bean instanceof JsonMapper plain ? wholeFiles(plain) : bean;
        }

        // All that the server reads and writes passes through this, so nothing was read before.
        private WholeFiles wholeFiles(JsonMapper plain) {
            var files = new WholeFiles(plain);
            try {
                new BucketRepair(files, folder).repair();
                return files;
            } catch (IOException e) {
                throw new LocalCloudException("cannot read the buckets in " + folder + ": " + e, e);
            }
        }
    }
}
