package io.maxiofs.desktop.fx;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.Problem;
import java.io.IOException;
import java.util.Set;

/** Makes sentences for people of failures. Safe on any thread. */
public final class Failures {
    private static final Set<String> SIGN_IN_AGAIN =
            Set.of(Problem.Code.UNAUTHENTICATED.text(), Problem.Code.SIGN_IN_FAILED.text());

    private final Texts texts;

    public Failures(Texts texts) {
        this.texts = texts;
    }

    /** Why it failed, in a sentence; what the server said is part of it. */
    public String explain(Exception failure) {
        return switch (failure) {
            case AdminClientException refused
            when refused.problem().isPresent() ->
                SIGN_IN_AGAIN.contains(refused.problem().get().code())
                        ? texts.get("failure.signed-out")
                        : said(refused);
            case AdminClientException unreachable -> texts.get("failure.unreachable", said(unreachable));
            case IOException io -> texts.get("failure.io", said(io));
            default -> texts.get("failure.unexpected", said(failure));
        };
    }

    private static String said(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
