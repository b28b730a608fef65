package io.maxiofs.server;

/** The version written into the archive this class was loaded from. */
public final class ProductVersion {

    private ProductVersion() {}

    /** Such as {@code 1.2.0}; {@code unpackaged} when run from class files. */
    public static String current() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
