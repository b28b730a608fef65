package io.maxiofs.desktop.screen;

import org.kordamp.ikonli.feather.Feather;

/** The screens of the main window, in the order of the navigation; Ctrl+1 is the first. */
public enum ScreenId {
    OVERVIEW(Feather.HOME, "nav.overview"),
    CONNECT(Feather.LINK, "nav.connect"),
    BUCKETS(Feather.ARCHIVE, "nav.buckets"),
    OBJECTS(Feather.FOLDER, "nav.objects"),
    VERSIONS(Feather.CLOCK, "nav.versions"),
    UPLOADS(Feather.UPLOAD_CLOUD, "nav.uploads"),
    ACCESS(Feather.KEY, "nav.access"),
    ACTIVITY(Feather.ACTIVITY, "nav.activity"),
    HEALTH(Feather.HEART, "nav.health"),
    AUDIT(Feather.FILE_TEXT, "nav.audit"),
    SETTINGS(Feather.SETTINGS, "nav.settings");

    private final Feather icon;
    private final String textKey;

    ScreenId(Feather icon, String textKey) {
        this.icon = icon;
        this.textKey = textKey;
    }

    public Feather icon() {
        return icon;
    }

    /** Of the name in {@link io.maxiofs.desktop.i18n.Texts}. */
    public String textKey() {
        return textKey;
    }
}
