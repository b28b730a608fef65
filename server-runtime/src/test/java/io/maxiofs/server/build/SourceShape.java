package io.maxiofs.server.build;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Measures Java sources: how long a file and a method are, how many parameters something takes, and whether each package
 * says what it is for. The JDK's own parser reads them, so text in strings and comments cannot mislead it.
 */
final class SourceShape {

    static final int MAX_FILE_LINES = 500;
    static final int MAX_METHOD_LINES = 60;
    static final int MAX_PARAMETERS = 8;

    /** The rules, as an exemption names them. */
    enum Rule {
        FILE_LENGTH,
        METHOD_LENGTH,
        PARAMETERS,
        PACKAGE_DESCRIPTION,
        NULL_MARKED
    }

    /**
     * One thing out of bounds.
     *
     * @param rule the rule it breaks
     * @param where package, or class, or class and member: {@code io.maxiofs.base.Clock#now}
     * @param detail the measure, for people
     */
    record Finding(Rule rule, String where, String detail) {}

    private SourceShape() {}

    /**
     * Parses and measures sources.
     *
     * @throws IllegalArgumentException if a source cannot be parsed
     */
    static List<Finding> measure(List<? extends JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
        StringWriter problems = new StringWriter();
        JavacTask task = (JavacTask) compiler.getTask(problems, null, null, List.of("-proc:none"), null, sources);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Finding> findings = new ArrayList<>();
        Set<String> packages = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        for (CompilationUnitTree unit : task.parse()) {
            String name = Objects.toString(unit.getPackageName(), "");
            packages.add(name);
            if (unit.getSourceFile().getName().endsWith("package-info.java")) {
                described.add(name);
                checkNullMarked(unit, name, findings);
            } else {
                checkLength(unit, name, findings);
                new Measurer(unit, positions, name, findings).scan(unit.getTypeDecls(), null);
            }
        }
        if (!problems.toString().isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        packages.removeAll(described);
        packages.forEach(p -> findings.add(new Finding(Rule.PACKAGE_DESCRIPTION, p, "has no package-info.java")));
        return findings;
    }

    private static void checkLength(CompilationUnitTree unit, String packageName, List<Finding> findings)
            throws IOException {
        long lines =
                unit.getSourceFile().getCharContent(true).toString().lines().count();
        if (lines > MAX_FILE_LINES) {
            String file = unit.getSourceFile().getName().replaceAll(".*[/\\\\]|\\.java$", "");
            findings.add(new Finding(Rule.FILE_LENGTH, packageName + "." + file, lines + " lines"));
        }
    }

    private static void checkNullMarked(CompilationUnitTree unit, String packageName, List<Finding> findings) {
        boolean marked = unit.getPackageAnnotations().stream()
                .anyMatch(a -> a.getAnnotationType().toString().endsWith("NullMarked"));
        if (!marked) {
            findings.add(new Finding(Rule.NULL_MARKED, packageName, "is not @NullMarked"));
        }
    }

    /** Walks one file; {@code owner} is the class it is in at the moment. */
    private static final class Measurer extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Finding> findings;
        private String owner;
        private boolean inRecord;

        Measurer(CompilationUnitTree unit, SourcePositions positions, String packageName, List<Finding> findings) {
            this.unit = unit;
            this.positions = positions;
            this.findings = findings;
            this.owner = packageName;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void ignored) {
            String outer = owner;
            // An anonymous class has no name; what is in it is reported under the class around it.
            owner = type.getSimpleName().isEmpty() ? outer : outer + "." + type.getSimpleName();
            boolean outerIsRecord = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            if (inRecord) {
                checkParameters(
                        owner,
                        type.getMembers().stream().filter(Measurer::isComponent).count());
            }
            super.visitClass(type, null);
            owner = outer;
            inRecord = outerIsRecord;
            return null;
        }

        /** A record may have no other fields than static ones and those of its components. */
        private static boolean isComponent(Tree member) {
            return member instanceof VariableTree field
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void ignored) {
            String where = owner + "#" + method.getName();
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            long length = last - first + 1;
            if (length > MAX_METHOD_LINES) {
                findings.add(new Finding(Rule.METHOD_LENGTH, where, length + " lines, from line " + first));
            }
            // A record's constructor has the parameters of its header, which were counted there.
            if (!inRecord || !method.getName().contentEquals("<init>")) {
                checkParameters(where, method.getParameters().size());
            }
            return super.visitMethod(method, null);
        }

        private void checkParameters(String where, long count) {
            if (count > MAX_PARAMETERS) {
                findings.add(new Finding(Rule.PARAMETERS, where, count + " parameters"));
            }
        }
    }
}
