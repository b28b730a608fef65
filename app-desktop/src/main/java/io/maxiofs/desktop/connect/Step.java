package io.maxiofs.desktop.connect;

import java.util.List;
import java.util.stream.Collectors;

/** A thing to do. Its text is what is copied, and carries a secret if the tool needs it. */
public sealed interface Step {

    /** What is copied to the clipboard. */
    String text();

    /** Commands to type, in one go. */
    record Commands(String text) implements Step {
        @Override
        public String toString() {
            return "Step.Commands";
        }
    }

    /**
     * Text that belongs in a file.
     *
     * @param path where the tool looks for it; a leading {@code ~} is the home folder
     * @param shared whether the file may have other content already, to which this is added
     */
    record File(String path, boolean shared, String text) implements Step {
        @Override
        public String toString() {
            return "Step.File[" + path + "]";
        }

        /** The last part of the path. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * Fields to fill in.
     *
     * @param where the way to the form through the menus, in the words of the tool
     */
    record Form(String where, List<Field> fields) implements Step {
        public Form {
            fields = List.copyOf(fields);
        }

        @Override
        public String text() {
            return fields.stream().map(f -> f.label() + ": " + f.value()).collect(Collectors.joining("\n", "", "\n"));
        }

        @Override
        public String toString() {
            return "Step.Form[" + where + "]";
        }
    }

    /**
     * A field of a form.
     *
     * @param label in the words of the tool
     */
    record Field(String label, String value) {
        @Override
        public String toString() {
            return "Step.Field[" + label + "]";
        }
    }
}
