package io.broadsheet.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadsheet.server.ScriptedHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class StibeeChannelTest {
    private static final Mail MAIL = new Mail(
            "<one@example.com>",
            "b2",
            "choi@example.com",
            "최",
            Locale.KOREAN,
            "제목",
            "<p>",
            "",
            Optional.of("https://example.com/u/x"),
            List.of(),
            Map.of("url", "https://example.com/m/x", "subscriber", "other@example.com"));

    private final ScriptedHttp server = new ScriptedHttp();
    private final StibeeChannel channel = channel(server.url());

    private static StibeeChannel channel(String url) {
        return new StibeeChannel(URI.create(url), "the-token", Duration.ofSeconds(2), Duration.ofMillis(500));
    }

    @AfterEach
    void close() {
        channel.close();
        server.close();
    }

    @Test
    void postsTheSubscriberWithTheTemplatesFieldsAndTheToken() {
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Sent.class);
        assertThat(server.requests)
                .singleElement()
                .asString()
                .startsWith("POST /hook HTTP/1.1")
                .contains("AccessToken: the-token")
                .contains("Content-Type: application/json")
                .contains("\"subscriber\":\"choi@example.com\"")
                .contains("\"name\":\"최\"")
                .contains("\"url\":\"https://example.com/m/x\"")
                .contains("\"unsubscribe\":\"https://example.com/u/x\"")
                .doesNotContain("other@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "STALL", "502 bad gateway", "504 gateway timeout"})
    void knowsNothingWhereTheRequestWasSentAndNobodySaidWhatCameOfIt(String answer) {
        server.then(answer);
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500 broken, true", "503 closed, true", "429 slower, false", "401 who are you, false"})
    void triesAgainWhereItWasSaidThatNothingLeft(String answer, boolean reached) {
        server.then(answer);
        assertThat(channel.send(MAIL))
                .isInstanceOfSatisfying(
                        Outcome.Delayed.class, o -> assertThat(o.reached()).isEqualTo(reached));
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        server.then("429 slower|Retry-After: 77");
        assertThat(channel.send(MAIL))
                .isInstanceOfSatisfying(
                        Outcome.Delayed.class, o -> assertThat(o.after()).contains(Duration.ofSeconds(77)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 no such subscriber", "422 no", "302 moved|Location: http://127.0.0.1:1/"})
    void believesARefusal(String answer) {
        server.then(answer);
        assertThat(channel.send(MAIL)).isInstanceOf(Outcome.Refused.class);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void nothingLeftWhereNobodyListens() throws IOException {
        String url;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + free.getLocalPort() + "/";
        }
        try (StibeeChannel nobody = channel(url)) {
            assertThat(nobody.send(MAIL))
                    .isInstanceOfSatisfying(
                            Outcome.Delayed.class, o -> assertThat(o.reached()).isFalse());
        }
    }
}
