package io.maxiofs.desktop.screen;

import io.maxiofs.desktop.screen.access.AccessScreen;
import io.maxiofs.desktop.screen.activity.ActivityScreen;
import io.maxiofs.desktop.screen.audit.AuditScreen;
import io.maxiofs.desktop.screen.buckets.BucketsScreen;
import io.maxiofs.desktop.screen.connect.ConnectScreen;
import io.maxiofs.desktop.screen.health.HealthScreen;
import io.maxiofs.desktop.screen.objects.ObjectsScreen;
import io.maxiofs.desktop.screen.overview.OverviewScreen;
import io.maxiofs.desktop.screen.settings.SettingsScreen;
import io.maxiofs.desktop.screen.uploads.UploadsScreen;
import io.maxiofs.desktop.screen.versions.VersionsScreen;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Which class is behind each screen. A new screen is a line here. */
public final class ScreenTable {
    private static final Map<ScreenId, Function<ScreenContext, Screen>> SCREENS = screens();

    private ScreenTable() {}

    private static Map<ScreenId, Function<ScreenContext, Screen>> screens() {
        Map<ScreenId, Function<ScreenContext, Screen>> screens = new EnumMap<>(ScreenId.class);
        screens.put(ScreenId.OVERVIEW, OverviewScreen::new);
        screens.put(ScreenId.CONNECT, ConnectScreen::new);
        screens.put(ScreenId.BUCKETS, BucketsScreen::new);
        screens.put(ScreenId.OBJECTS, ObjectsScreen::new);
        screens.put(ScreenId.VERSIONS, VersionsScreen::new);
        screens.put(ScreenId.UPLOADS, UploadsScreen::new);
        screens.put(ScreenId.ACCESS, AccessScreen::new);
        screens.put(ScreenId.ACTIVITY, ActivityScreen::new);
        screens.put(ScreenId.HEALTH, HealthScreen::new);
        screens.put(ScreenId.AUDIT, AuditScreen::new);
        screens.put(ScreenId.SETTINGS, SettingsScreen::new);
        return screens;
    }

    /** A new screen for the session of the context. */
    public static Screen create(ScreenId id, ScreenContext context) {
        Function<ScreenContext, Screen> row = SCREENS.get(id);
        if (row == null) {
            throw new IllegalStateException("No screen is entered for " + id);
        }
        return row.apply(context);
    }
}
