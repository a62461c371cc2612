package org.civichopper.integration.deployment;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.civichopper.testing.FunctionModules;

/// What classes call and which texts they hold, read from their bytes: sees what a search in the
/// sources would miss, a method reference for example, and nothing that is only in a comment.
record CompiledCode(List<ClassModel> classes) {

    /// A method of a type, for example `S3Client.getObject`.
    record Call(String owner, String method) {

        String simpleName() {
            return owner.substring(owner.lastIndexOf('/') + 1) + "." + method;
        }
    }

    /// All classes that the function is made of.
    static CompiledCode ofFunction() throws IOException {
        var classes = new ArrayList<ClassModel>();
        for (var folder : FunctionModules.classes()) {
            classes.addAll(below(folder));
        }
        return new CompiledCode(classes);
    }

    /// All classes of the modules that these are of.
    static CompiledCode ofModulesOf(Class<?>... types) throws IOException {
        var classes = new ArrayList<ClassModel>();
        for (var type : types) {
            var place = place(type);
            if (Files.isDirectory(place)) {
                classes.addAll(below(place));
            } else {
                try (var jar = FileSystems.newFileSystem(place)) {
                    classes.addAll(below(jar.getPath("/")));
                }
            }
        }
        return new CompiledCode(classes);
    }

    /// Without those classes of a package that no class outside of it needs, directly or by
    /// another: what several modules share offers more than each of them calls.
    CompiledCode withoutIdle(String shared) {
        var byName =
                classes.stream()
                        .collect(toMap(type -> type.thisClass().asInternalName(), identity()));
        var needed = new LinkedHashSet<String>();
        var found =
                new ArrayDeque<>(
                        byName.keySet().stream().filter(name -> !name.startsWith(shared)).toList());
        while (!found.isEmpty()) {
            var name = found.remove();
            if (byName.containsKey(name) && needed.add(name)) {
                named(byName.get(name)).forEach(found::add);
            }
        }
        return where(needed::contains);
    }

    private static Stream<String> named(ClassModel type) {
        return new CompiledCode(List.of(type))
                .constants()
                .filter(ClassEntry.class::isInstance)
                .map(entry -> ((ClassEntry) entry).asInternalName());
    }

    CompiledCode where(Predicate<String> name) {
        return new CompiledCode(
                classes.stream()
                        .filter(type -> name.test(type.thisClass().asInternalName()))
                        .toList());
    }

    Set<Call> calls() {
        var calls = new LinkedHashSet<Call>();
        constants()
                .filter(MemberRefEntry.class::isInstance)
                .map(MemberRefEntry.class::cast)
                .forEach(entry ->
                        calls.add(
                                new Call(
                                        entry.owner().asInternalName(),
                                        entry.name().stringValue())));
        return calls;
    }

    Set<String> texts() {
        var texts = new TreeSet<String>();
        constants()
                .filter(StringEntry.class::isInstance)
                .map(StringEntry.class::cast)
                .forEach(entry -> texts.add(entry.stringValue()));
        return texts;
    }

    private Stream<Object> constants() {
        return classes.stream()
                .flatMap(type ->
                        StreamSupport.stream(type.constantPool().spliterator(), false)
                                .map(Object.class::cast));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ClassModel> below(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .map(CompiledCode::parsed)
                    .toList();
        }
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
