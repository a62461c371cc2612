package org.civichopper.database.row;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// A connection that remembers every statement that was prepared on it.
final class CountedStatements {

    private final List<String> prepared = new ArrayList<>();
    private final Connection connection;

    CountedStatements(Connection real) {
        connection =
                (Connection)
                        Proxy.newProxyInstance(
                                Connection.class.getClassLoader(),
                                new Class<?>[] {Connection.class},
                                (_, method, arguments) -> {
                                    if (method.getName().equals("prepareStatement")) {
                                        prepared.add((String) arguments[0]);
                                    }
                                    try {
                                        return method.invoke(real, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
    }

    Connection connection() {
        return connection;
    }

    int count() {
        return prepared.size();
    }
}
