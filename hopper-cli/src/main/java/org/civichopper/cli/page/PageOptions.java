package org.civichopper.cli.page;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// How the page is served, the same for every command that serves it: use it as a mixin.
public final class PageOptions {

    private static final int PREFERRED_PORT = 4677; // h, o, p, r on a telephone

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            description = "Where the page is served. Default: 4677, or any other if that is taken.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = {
                "The address that the page is served on (default: ${DEFAULT-VALUE}). On any but loopback"
                        + " it wants a token, from HOPPER_PAGE_TOKEN or made up and printed. It is"
                        + " plain HTTP: put a proxy with TLS before it."
            })
    private String address;

    @Option(
            names = "--page-name",
            paramLabel = "NAME[:PORT]",
            description =
                    "A name that browsers ask for the page by, beside its address. May be repeated.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--allow-replay",
            description =
                    "Let the page's readers put failed documents back; without it, they can only read.")
    private boolean allowReplay;

    PageConfig config(Map<String, String> env) {
        try {
            return new PageConfig(
                    InetAddress.getByName(address),
                    port.<PageConfig.Port>map(PageConfig.Port.Exactly::new)
                            .orElse(new PageConfig.Port.Preferred(PREFERRED_PORT)),
                    names,
                    Optional.ofNullable(env.get("HOPPER_PAGE_TOKEN"))
                            .filter(text -> !text.isBlank()),
                    allowReplay,
                    PageConfig.objective(env));
        } catch (UnknownHostException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--bind: expected an address of this machine, such as 127.0.0.1 or 0.0.0.0, found '"
                            + address
                            + "'",
                    e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
