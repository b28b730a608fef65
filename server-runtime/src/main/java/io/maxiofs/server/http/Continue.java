package io.maxiofs.server.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.util.function.Consumer;

/** Tells a waiting client to go on, without blocking. */
final class Continue {
    private Continue() {}

    /**
     * Sends {@code 100 Continue}. Call on the exchange's I/O thread.
     *
     * @param then called on the I/O thread when it has been sent; what it throws goes to {@code onFailure}
     * @param onFailure called if it cannot be sent
     */
    static void send(HttpServerExchange exchange, Runnable then, Consumer<Throwable> onFailure) {
        HttpContinue.sendContinueResponse(exchange, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange sent, Sender sender) {
                try {
                    then.run();
                } catch (RuntimeException | Error e) {
                    onFailure.accept(e);
                }
            }

            @Override
            public void onException(HttpServerExchange failed, Sender sender, IOException exception) {
                exchange.setPersistent(false);
                onFailure.accept(exception);
            }
        });
    }
}
