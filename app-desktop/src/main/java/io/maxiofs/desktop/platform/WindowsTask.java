package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A task of the Windows scheduler, which runs at the person's sign-in. A service of Windows would need a program that speaks
 * with its service control, and an administrator.
 */
final class WindowsTask implements SystemService {
    private static final String NAME = "MaxIOFS Server";

    private final String user;
    private final SystemCommands commands;

    /** @param user with the domain, as the scheduler names them */
    WindowsTask(String user, SystemCommands commands) {
        this.user = user;
        this.commands = commands;
    }

    static String user(Map<String, String> environment) {
        String name = environment.getOrDefault("USERNAME", System.getProperty("user.name", ""));
        String domain = environment.getOrDefault("USERDOMAIN", "");
        return domain.isEmpty() ? name : domain + "\\" + name;
    }

    /** The task's output goes nowhere: the scheduler cannot keep it. */
    @Override
    public void start(List<String> command, Path log) throws IOException {
        Path file = Files.createTempFile("maxiofs-task", ".xml");
        try {
            Files.writeString(file, content(command), StandardCharsets.UTF_16);
            commands.run(List.of("schtasks", "/Create", "/TN", NAME, "/XML", file.toString(), "/F"));
        } finally {
            Files.deleteIfExists(file);
        }
        commands.run(List.of("schtasks", "/Run", "/TN", NAME));
    }

    @Override
    public void remove() throws IOException {
        if (commands.tryRun(List.of("schtasks", "/Query", "/TN", NAME))) {
            commands.tryRun(List.of("schtasks", "/End", "/TN", NAME));
            commands.run(List.of("schtasks", "/Delete", "/TN", NAME, "/F"));
        }
    }

    String content(List<String> command) {
        String arguments = command.stream().skip(1).map(WindowsTask::quote).collect(Collectors.joining(" "));
        return """
                <?xml version="1.0" encoding="UTF-16"?>
                <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
                  <RegistrationInfo>
                    <Description>MaxIOFS, S3-compatible object storage</Description>
                  </RegistrationInfo>
                  <Triggers>
                    <LogonTrigger>
                      <Enabled>true</Enabled>
                      <UserId>%1$s</UserId>
                    </LogonTrigger>
                  </Triggers>
                  <Principals>
                    <Principal id="Author">
                      <UserId>%1$s</UserId>
                      <LogonType>InteractiveToken</LogonType>
                      <RunLevel>LeastPrivilege</RunLevel>
                    </Principal>
                  </Principals>
                  <Settings>
                    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
                    <RestartOnFailure>
                      <Interval>PT1M</Interval>
                      <Count>5</Count>
                    </RestartOnFailure>
                  </Settings>
                  <Actions Context="Author">
                    <Exec>
                      <Command>%2$s</Command>
                      <Arguments>%3$s</Arguments>
                    </Exec>
                  </Actions>
                </Task>
                """.formatted(escape(user), escape(withoutConsole(command.getFirst())), escape(arguments));
    }

    private static String withoutConsole(String program) {
        return program.endsWith("java.exe")
                ? program.substring(0, program.length() - "java.exe".length()) + "javaw.exe"
                : program;
    }

    /** As programs of Windows take their command line apart: backslashes count only before a quote. */
    static String quote(String argument) {
        if (argument.matches("[^\\s\"]+")) {
            return argument;
        }
        return "\"" + argument.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1") + "\"";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
