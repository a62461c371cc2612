package org.civichopper.localcloud.lambda;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What Lambda knows of a function.
///
/// @param handler the class and method that are called, as `package.Type::method`
/// @param memory in megabytes
/// @param timeout how long one invocation may take
/// @param environment what the function is set to, with region and keys of who it is
public record DeployedFunction(
        String name,
        String handler,
        int memory,
        Duration timeout,
        Map<String, String> environment) {

    private static final String ANYWHERE = "us-east-1";

    /// What it was invoked by.
    public String arn() {
        return "arn:aws:lambda:%s:000000000000:function:%s".formatted(region(), name);
    }

    public DeployedFunction with(Map<String, String> further) {
        var all = new HashMap<>(environment);
        all.putAll(further);
        return new DeployedFunction(name, handler, memory, timeout, all);
    }

    /// The whole environment of a process: nothing of the machine around it gets in.
    Map<String, String> variables(Sandbox sandbox) {
        var variables = new HashMap<String, String>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("AWS_REGION", region());
        variables.put("AWS_DEFAULT_REGION", region());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"); // unless told otherwise
        variables.putAll(environment);
        variables.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        variables.put("TZ", ":UTC");
        variables.put("_HANDLER", handler);
        variables.put("LAMBDA_TASK_ROOT", sandbox.code().toString());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java" + Runtime.version().feature());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", name);
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        return variables;
    }

    private String region() {
        return environment.getOrDefault(
                "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ANYWHERE));
    }
}
