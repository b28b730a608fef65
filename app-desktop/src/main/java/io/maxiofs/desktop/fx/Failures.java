package io.maxiofs.desktop.fx;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.ConnectionTrouble;
import io.maxiofs.server.admin.api.Problem;
import java.io.IOException;
import java.util.Set;

/** Makes sentences for people of failures. Safe on any thread. */
public final class Failures {
    private static final Set<String> SIGN_IN_AGAIN =
            Set.of(Problem.Code.UNAUTHENTICATED.text(), Problem.Code.SIGN_IN_FAILED.text());

    /** This window asks only for what a server of its own version has. */
    private static final Set<String> NOT_KNOWN =
            Set.of(Problem.Code.UNKNOWN_RESOURCE.text(), Problem.Code.METHOD_NOT_ALLOWED.text());

    private final Texts texts;

    public Failures(Texts texts) {
        this.texts = texts;
    }

    /** Why it failed, in a sentence; what the server said is part of it. */
    public String explain(Exception failure) {
        return switch (failure) {
            case AdminClientException refused
            when refused.problem().isPresent() ->
                refused(refused, refused.problem().get().code());
            case AdminClientException unreachable ->
                connection(unreachable.trouble(), texts.get("failure.unreachable", said(unreachable)));
            case IOException io -> connection(ConnectionTrouble.of(io), texts.get("failure.io", said(io)));
            default -> texts.get("failure.unexpected", said(failure));
        };
    }

    private String refused(AdminClientException failure, String code) {
        if (SIGN_IN_AGAIN.contains(code)) {
            return texts.get("failure.signed-out");
        }
        return NOT_KNOWN.contains(code) ? texts.get("failure.other-version") : said(failure);
    }

    private String connection(ConnectionTrouble trouble, String otherwise) {
        return switch (trouble) {
            case UNREACHABLE -> otherwise;
            case OTHER_CERTIFICATE -> texts.get("failure.other-certificate");
            case CERTIFICATE_DATES -> texts.get("failure.certificate-dates");
            case NO_TLS -> texts.get("failure.no-tls");
        };
    }

    private static String said(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
