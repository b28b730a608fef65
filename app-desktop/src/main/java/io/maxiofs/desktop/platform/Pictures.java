package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;

/** Writes images to files. */
public final class Pictures {
    private Pictures() {}

    /** @throws IOException if the file cannot be written */
    public static void writePng(Image image, Path file) throws IOException {
        if (!ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile())) {
            throw new IOException("This Java cannot write PNG");
        }
    }
}
