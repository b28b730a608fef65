package io.maxiofs.desktop.platform;

import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Graphics2D;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.Polygon;
import java.awt.PopupMenu;
import java.awt.RenderingHints;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tray of AWT, on AWT's thread. */
final class AwtTray implements Tray {
    private static final Logger LOG = LoggerFactory.getLogger(AwtTray.class);
    private static final Color GREEN = new Color(0x2D, 0xA4, 0x4E);
    private static final Color BLUE = new Color(0x21, 0x8B, 0xFF);
    private static final Color AMBER = new Color(0xD4, 0xA7, 0x2C);
    private static final Color RED = new Color(0xE5, 0x53, 0x4B);
    private static final Color GREY = new Color(0x8C, 0x95, 0x9F);

    private final TrayIcon icon;
    private volatile boolean shown;

    AwtTray(Runnable opened) {
        Dimension size = SystemTray.getSystemTray().getTrayIconSize();
        icon = new TrayIcon(draw(Shape.STOPPED, size), "");
        icon.setImageAutoSize(true);
        icon.addActionListener(e -> opened.run());
        try {
            SystemTray.getSystemTray().add(icon);
            shown = true;
        } catch (AWTException e) {
            LOG.info("There is no tray", e);
        }
    }

    /** Also where a toolkit that has no tray says so by an error. */
    static boolean isSupported() {
        try {
            return SystemTray.isSupported();
        } catch (AWTError e) {
            LOG.info("There is no tray", e);
            return false;
        }
    }

    @Override
    public boolean isShown() {
        return shown;
    }

    @Override
    public void show(Content content) {
        EventQueue.invokeLater(() -> {
            icon.setImage(draw(content.shape(), SystemTray.getSystemTray().getTrayIconSize()));
            icon.setToolTip(content.tooltip());
            icon.setPopupMenu(menu(content));
        });
    }

    private static PopupMenu menu(Content content) {
        PopupMenu menu = new PopupMenu();
        fill(menu, content.items());
        return menu;
    }

    private static void fill(Menu menu, List<Item> items) {
        for (Item item : items) {
            if (item.label().isEmpty()) {
                menu.addSeparator();
            } else if (!item.items().isEmpty()) {
                Menu inner = new Menu(item.label());
                fill(inner, item.items());
                menu.add(inner);
            } else {
                MenuItem line = new MenuItem(item.label());
                line.setEnabled(item.enabled());
                line.addActionListener(e -> item.run().run());
                menu.add(line);
            }
        }
    }

    @Override
    public void notify(String title, String text, boolean urgent) {
        EventQueue.invokeLater(() ->
                icon.displayMessage(title, text, urgent ? TrayIcon.MessageType.WARNING : TrayIcon.MessageType.INFO));
    }

    @Override
    public void close() {
        shown = false;
        EventQueue.invokeLater(() -> SystemTray.getSystemTray().remove(icon));
    }

    /** As large as the tray wants it. */
    static BufferedImage draw(Shape shape, Dimension size) {
        int side = Math.max(16, Math.min(size.width, size.height));
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(side / 16.0, side / 16.0);
        g.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (shape) {
            case GOOD -> {
                g.setColor(GREEN);
                g.drawOval(2, 2, 12, 12);
                g.drawPolyline(new int[] {5, 7, 11}, new int[] {8, 10, 6}, 3);
            }
            case BUSY -> {
                g.setColor(BLUE);
                for (int x = 1; x <= 11; x += 5) {
                    g.fillOval(x, 6, 4, 4);
                }
            }
            case WARNING -> {
                g.setColor(AMBER);
                g.drawPolygon(new Polygon(new int[] {8, 14, 2}, new int[] {2, 13, 13}, 3));
                g.drawLine(8, 6, 8, 9);
            }
            case BAD -> {
                g.setColor(RED);
                g.fillOval(1, 1, 14, 14);
                g.setColor(Color.WHITE);
                g.drawLine(5, 5, 11, 11);
                g.drawLine(11, 5, 5, 11);
            }
            case STOPPED -> {
                g.setColor(GREY);
                g.drawRect(3, 3, 10, 10);
            }
        }
        g.dispose();
        return image;
    }
}
