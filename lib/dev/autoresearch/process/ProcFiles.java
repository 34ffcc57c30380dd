package dev.autoresearch.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Linux tells about processes under {@code /proc}. Elsewhere, and for processes of other users, there is nothing
 * to read, and nothing is found. A process may end while it is being read; then it is passed over.
 */
final class ProcFiles {
    private static final Path ROOT = Path.of("/proc");
    /** As user space sees it on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private ProcFiles() {}

    /** Processes whose environment at their start held this text. */
    static List<ProcessHandle> withEnvironment(String text) {
        List<ProcessHandle> found = new ArrayList<>();
        for (ProcessHandle each : all()) if (read(each, "environ").contains(text)) found.add(each);
        return found;
    }

    /** Processes whose environment at their start had a variable of this name, with its value. */
    static Map<ProcessHandle, String> withVariable(String name) {
        Map<ProcessHandle, String> found = new LinkedHashMap<>();
        for (ProcessHandle each : all())
            for (String entry : read(each, "environ").split("\0"))
                if (entry.startsWith(name) && entry.startsWith("=", name.length()))
                    found.put(each, entry.substring(name.length() + 1));
        return found;
    }

    /** Processes that can write to one of these pipes. */
    static List<ProcessHandle> writersTo(Set<String> pipes) {
        List<ProcessHandle> found = new ArrayList<>();
        if (pipes.isEmpty()) return found;
        for (ProcessHandle each : all()) if (writes(each, pipes)) found.add(each);
        return found;
    }

    /** The pipes behind standard output and standard error of a process, such as {@code pipe:[4711]}. */
    static Set<String> outputPipes(ProcessHandle process) {
        Set<String> pipes = new HashSet<>();
        for (String number : List.of("1", "2")) {
            String target = target(folder(process).resolve("fd").resolve(number));
            if (target.startsWith("pipe:")) pipes.add(target);
        }
        return pipes;
    }

    /** Whether it has ended and only waits to be collected by its parent, which may never happen in a container. */
    static boolean isZombie(ProcessHandle process) {
        String stat = read(process, "stat");
        int state = stat.lastIndexOf(") ") + 2;
        return state > 1 && state < stat.length() && (stat.charAt(state) == 'Z' || stat.charAt(state) == 'X');
    }

    /** Processor time that it and its children that have ended used; 0 when unknown. */
    static double processorSeconds(ProcessHandle process) {
        String stat = read(process, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        double ticks = 0;
        // utime, stime, cutime and cstime of proc(5), where the state is field 3
        for (int i = 11; i <= 14 && i < fields.length; i++) ticks += Double.parseDouble(fields[i]);
        return ticks / TICKS_PER_SECOND;
    }

    /** Its command line, words separated by spaces; empty when unknown. */
    static String commandLine(ProcessHandle process) {
        return read(process, "cmdline").replace('\0', ' ').trim();
    }

    private static List<ProcessHandle> all() {
        List<ProcessHandle> found = new ArrayList<>();
        long own = ProcessHandle.current().pid();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(ROOT, "[1-9]*")) {
            for (Path folder : folders) {
                long pid = Long.parseLong(folder.getFileName().toString());
                if (pid == own) continue;
                Optional<ProcessHandle> handle = ProcessHandle.of(pid);
                if (handle.isPresent()) found.add(handle.get());
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found; // no /proc here: then nothing is found, as promised
        }
        return found;
    }

    private static boolean writes(ProcessHandle process, Set<String> pipes) {
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(folder(process).resolve("fd"))) {
            for (Path each : descriptors)
                if (pipes.contains(target(each))
                        && Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS)
                                .contains(PosixFilePermission.OWNER_WRITE)) return true;
        } catch (IOException | DirectoryIteratorException e) {
            return false; // it has ended, or it is another user's
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // it has ended, or it is another user's
        }
    }

    private static String read(ProcessHandle process, String name) {
        try {
            return new String(Files.readAllBytes(folder(process).resolve(name)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended, or it is another user's
        }
    }

    private static Path folder(ProcessHandle process) {
        return ROOT.resolve(Long.toString(process.pid()));
    }
}
