package io.maxiofs.desktop.control;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** A text as a QR code, dark on white in every theme, because cameras want that. */
public final class QrView extends ImageView {

    /**
     * @param description what it is, for screen readers; never the content, which may be a secret
     * @param size width and height in pixels
     */
    public QrView(String content, String description, int size) {
        setImage(draw(content, size));
        setAccessibleText(description);
        setSmooth(false);
        getStyleClass().add("qr-view");
    }

    private static WritableImage draw(String content, int size) {
        BitMatrix code;
        try {
            code = new QRCodeWriter()
                    .encode(content, BarcodeFormat.QR_CODE, size, size, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code", e);
        }
        WritableImage image = new WritableImage(size, size);
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels.setColor(x, y, code.get(x, y) ? Color.BLACK : Color.WHITE);
            }
        }
        return image;
    }
}
