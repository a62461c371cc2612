package org.civichopper.cli.page;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The `.html` files beside this class. All that they are given comes out as text, whatever it
/// says; a name that a view does not have is an error, and nothing is left out in silence.
final class Templates {

    // What is there is a section that is shown once.
    private static final DefaultCollector OPTIONALS =
            new DefaultCollector() {
                @Override
                public Iterator<?> toIterator(Object value) {
                    return value instanceof Optional<?> optional
                            ? optional.stream().iterator()
                            : super.toIterator(value);
                }
            };

    private final Mustache.Compiler compiler =
            Mustache.compiler()
                    .escapeHTML(true)
                    .strictSections(true)
                    .withCollector(OPTIONALS)
                    .withLoader(Templates::open);
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    String render(String name, Object view) {
        return compiled.computeIfAbsent(name, this::compile).execute(view);
    }

    private Template compile(String name) {
        try (var reader = open(name)) {
            return compiler.compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String name) {
        return new InputStreamReader(
                Templates.class.getResourceAsStream(name + ".html"), StandardCharsets.UTF_8);
    }
}
