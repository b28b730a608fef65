package io.maxiofs.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Work;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.util.Subscription;
import org.junit.jupiter.api.Test;

class ServerJobsTest {
    private final TestDesk desk = new TestDesk();
    private final Fake server = new Fake();
    private final ServerJobs jobs = new ServerJobs(desk.desk(), server);
    private final List<String> ended = new ArrayList<>();

    private static final class Fake implements ServerJobs.Port {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<Consumer<JobDocument>> listeners = new CopyOnWriteArrayList<>();
        private volatile JobDocument answer = doc("1", "running", 0);
        private volatile boolean gone;

        @Override
        public JobDocument job(String id) {
            calls.add("job " + id);
            if (gone) {
                throw new IllegalStateException("gone");
            }
            return answer;
        }

        @Override
        public List<ObjectRef.Failure> failures(String id) {
            return List.of();
        }

        @Override
        public JobDocument cancel(String id) {
            calls.add("cancel " + id);
            return doc(id, "running", 3);
        }

        @Override
        public Subscription listen(Consumer<JobDocument> news) {
            listeners.add(news);
            return () -> listeners.remove(news);
        }

        void tell(JobDocument job) {
            listeners.forEach(listener -> listener.accept(job));
        }
    }

    private static JobDocument doc(String id, String state, long done) {
        return new JobDocument(
                id,
                "purge",
                "photos",
                "",
                state,
                new JobDocument.Progress(done, 10L, 0, 0, null),
                new JobDocument.Course("", TestDesk.NOW, null, null),
                null);
    }

    private void follow() {
        jobs.follow(
                "Tidying",
                () -> {
                    server.calls.add("begin");
                    return doc("1", "waiting", 0);
                },
                job -> ended.add(job.state()));
        // One that is cancelled before is never begun, and there is nothing to cancel.
        Await.until("it is begun", () -> server.calls.contains("begin"));
    }

    private Work work() {
        return desk.desk().background().running().getFirst();
    }

    @Test
    void followsEventsToTheEnd() {
        follow();
        server.tell(doc("another", "done", 10));
        server.tell(doc("1", "running", 5));
        Await.until("half is done", () -> work().progressProperty().get() == 0.5);
        assertThat(ended).isEmpty();

        server.tell(doc("1", "done", 10));
        Await.until("it has ended", () -> ended.equals(List.of("done")));
        assertThat(desk.notices().shown().getLast().text()).isEqualTo("Done: Tidying");
        assertThat(server.listeners).isEmpty();
    }

    @Test
    void asksWhereNothingIsTold() {
        follow();
        Await.until("it was asked", () -> server.calls.contains("job 1"));
        assertThat(ended).isEmpty();
        server.answer = doc("1", "failed", 4);
        Await.until("it has ended", () -> ended.equals(List.of("failed")));
    }

    @Test
    void aCancelReachesTheServerAndIsFollowedUntilItHolds() {
        follow();
        work().cancel();
        Await.until("the server was asked to stop it", () -> server.calls.contains("cancel 1"));
        Await.until("what is left of it is followed", () -> !server.listeners.isEmpty());
        assertThat(ended).isEmpty();

        server.tell(doc("1", "cancelled", 3));
        Await.until("it has ended", () -> ended.equals(List.of("cancelled")));
        assertThat(desk.notices().shown().getLast().text()).startsWith("Tidying: cancelled");
        desk.settle();
        assertThat(server.listeners).isEmpty();
    }

    @Test
    void aCancelWhileItIsBegunDoesNotLoseIt() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        jobs.follow(
                "Tidying",
                () -> {
                    asked.countDown();
                    answered.await();
                    return doc("7", "running", 0);
                },
                job -> ended.add(job.state()));
        Await.until("it is being begun", () -> asked.getCount() == 0);
        work().cancel();
        answered.countDown();
        Await.until("the server was asked to stop it", () -> server.calls.contains("cancel 7"));
        server.answer = doc("7", "cancelled", 0);
        Await.until("it has ended", () -> ended.equals(List.of("cancelled")));
    }

    @Test
    void aServerThatDoesNotAnswerIsTold() {
        follow();
        server.gone = true;
        Await.until("told", () -> !desk.notices().shown().isEmpty());
        assertThat(desk.notices().shown().getLast().text()).contains("gone");
        assertThat(ended).isEmpty();
        desk.settle();
        assertThat(server.listeners).isEmpty();
    }
}
