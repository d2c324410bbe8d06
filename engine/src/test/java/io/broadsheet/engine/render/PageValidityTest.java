package io.broadsheet.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The whole page under the validator of the W3C.
class PageValidityTest {
    @Test
    void koreanPageIsValid() throws Exception {
        assertThat(PageValidity.complaints(PageWriter.write(Theme.builtIn(), SamplePage.korean())))
                .isEmpty();
    }

    @Test
    void englishPageIsValid() throws Exception {
        assertThat(PageValidity.complaints(PageWriter.write(Theme.builtIn(), SamplePage.english())))
                .isEmpty();
    }

    @Test
    void validatorSeesMistakes() throws Exception {
        assertThat(PageValidity.complaints("<!doctype html><html lang=\"en\"><title>a</title><p foo=\"1\"><td>"))
                .isNotEmpty();
    }
}
