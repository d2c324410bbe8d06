package io.broadsheet.server.delivery;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/// A request's body that is handed over at most once, and knows whether it was: a client that tries again by itself
/// gets nothing.
final class OnceBody implements BodyPublisher {
    private final BodyPublisher bytes;
    private final AtomicBoolean taken = new AtomicBoolean();

    OnceBody(byte[] body) {
        this.bytes = BodyPublishers.ofByteArray(body);
    }

    boolean isTaken() {
        return taken.get();
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (taken.getAndSet(true)) {
            subscriber.onSubscribe(new Nothing());
            subscriber.onError(new java.io.IOException("the request was sent once already"));
        } else {
            bytes.subscribe(subscriber);
        }
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
