package org.civichopper.bulk.command;

import java.net.URI;
import java.util.Optional;

/// Addresses as options give them.
public final class WebAddress {

    /// What is said where one is expected and another text was found.
    public static final String EXPECTED =
            "expected an address such as https://host/path, without a login, found another text";

    private WebAddress() {}

    /// An address of http or https without a login in it, which would be kept.
    public static Optional<URI> of(String text) {
        try {
            return Optional.of(URI.create(text.strip()))
                    .filter(address ->
                            ("http".equals(address.getScheme())
                                            || "https".equals(address.getScheme()))
                                    && address.getHost() != null
                                    && address.getUserInfo() == null
                                    && address.getFragment() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
