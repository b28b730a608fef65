package io.maxiofs.desktop.testing;

import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Where a person would have to click to hit a node, and whether they would. Used on the FX thread. */
final class Aim {

    private Aim() {}

    /**
     * A control takes its content into the scene, and its place, only with the next pulse. A test that asks between a change
     * and that pulse would see what no person ever sees; so what the pulse does is done first.
     */
    static void settle(Parent root) {
        root.applyCss();
        root.layout();
    }

    /** The middle of a node on the screen; empty while a click there would not reach it. */
    static Optional<Point2D> at(Node node) {
        Scene scene = node.getScene();
        if (scene == null || node.isDisabled() || !isVisible(node)) {
            return Optional.empty();
        }
        settle(scene.getRoot());
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        if (bounds == null || bounds.isEmpty()) {
            return Optional.empty();
        }
        Point2D middle = new Point2D(bounds.getCenterX(), bounds.getCenterY());
        return isInFront(scene.getWindow(), middle) && isWithin(met(scene, middle), node)
                ? Optional.of(middle)
                : Optional.empty();
    }

    static boolean isVisible(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Later windows lie on top. */
    private static boolean isInFront(Window window, Point2D place) {
        for (Window other : Window.getWindows().reversed()) {
            boolean there = place.getX() >= other.getX()
                    && place.getX() < other.getX() + other.getWidth()
                    && place.getY() >= other.getY()
                    && place.getY() < other.getY() + other.getHeight();
            if (other.equals(window) || there) {
                return other.equals(window);
            }
        }
        return false;
    }

    private static @Nullable Node met(Scene scene, Point2D place) {
        Point2D inRoot = scene.getRoot().screenToLocal(place);
        Point2D inScene = inRoot == null ? null : scene.getRoot().localToScene(inRoot);
        return inScene == null ? null : top(scene.getRoot(), inScene);
    }

    /** Later children lie on top. */
    private static @Nullable Node top(Node node, Point2D inScene) {
        if (!node.isVisible() || node.isDisable() || node.isMouseTransparent()) {
            return null;
        }
        Point2D here = node.sceneToLocal(inScene);
        Node clip = node.getClip();
        if (here == null || clip != null && !clip.getBoundsInParent().contains(here)) {
            return null;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable().reversed()) {
                Node found = top(child, inScene);
                if (found != null) {
                    return found;
                }
            }
        }
        boolean met = node.isPickOnBounds() ? node.getBoundsInLocal().contains(here) : node.contains(here);
        return met ? node : null;
    }

    private static boolean isWithin(@Nullable Node met, Node node) {
        for (Node n = met; n != null; n = n.getParent()) {
            if (n.equals(node)) {
                return true;
            }
        }
        return false;
    }
}
