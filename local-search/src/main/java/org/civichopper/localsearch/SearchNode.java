package org.civichopper.localsearch;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.mapper.MapperExtrasModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/// OpenSearch in the process that [LocalSearch] starts. Lives as long as its standard input is
/// open, so that it does not outlive whoever started it, and takes its folder along.
final class SearchNode extends Node {

    private SearchNode(Settings settings) {
        super(
                InternalSettingsPreparer.prepareEnvironment(
                        settings, Map.of(), null, () -> "local-search"),
                List.of(
                        module("transport-netty4", Netty4ModulePlugin.class),
                        module("mapper-extras", MapperExtrasModulePlugin.class)),
                false);
    }

    // As a distribution would read it from the module's folder.
    private static PluginInfo module(String name, Class<? extends Plugin> plugin) {
        return new PluginInfo(
                name,
                name,
                Version.CURRENT.toString(),
                Version.CURRENT,
                System.getProperty("java.specification.version"),
                plugin.getName(),
                List.of(),
                false);
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        try (var node = new SearchNode(settings(folder))) {
            node.start();
            var http = node.injector().getInstance(HttpServerTransport.class);
            System.out.println(LocalSearch.READY + http.boundAddress().publishAddress().getPort());
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            Folder.delete(folder);
        }
        Runtime.getRuntime().halt(0); // threads of the server may not end by themselves
    }

    private static Settings settings(Path folder) {
        return Settings.builder()
                .put("path.home", folder)
                .put("node.name", "local-search")
                .put("cluster.name", "local-search")
                .put("discovery.type", "single-node")
                .put("transport.type", "netty4")
                .put("http.type", "netty4")
                .put("network.host", "127.0.0.1")
                .put("http.port", "0")
                .put("transport.port", "0")
                .put("action.auto_create_index", false) // a wrong name is an error
                .put("node.store.allow_mmap", false)
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }
}
