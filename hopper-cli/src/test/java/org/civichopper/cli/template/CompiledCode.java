package org.civichopper.cli.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.civichopper.cli.cloud.FunctionModules;

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

    /// All classes of the module that this one is of.
    static CompiledCode ofModuleOf(Class<?> type) throws IOException {
        var place = place(type);
        if (Files.isDirectory(place)) {
            return new CompiledCode(below(place));
        }
        try (var jar = FileSystems.newFileSystem(place)) {
            return new CompiledCode(below(jar.getPath("/")));
        }
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
