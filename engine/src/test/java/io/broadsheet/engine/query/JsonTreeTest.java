package io.broadsheet.engine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonTreeTest {
    private static final int DEEPEST = 6_000;

    private static JsonTree read(String json) {
        return new JsonTree.Reader(DEEPEST).read(json);
    }

    @Test
    void readsFieldsItemsAndValues() {
        JsonTree tree = read("""
                {"a": [{"b": "말\\n"}, 7, true, null], "c": "12"}""");
        JsonTree items = tree.path("a");
        assertEquals("말\n", items.path(0).path("b").text());
        assertEquals(7, items.path(1).integer(-1));
        assertTrue(items.path(2).isTrue());
        assertEquals(JsonTree.Nothing.NOTHING, items.path(3));
        assertEquals(4, items.items().size());
        assertEquals(12, tree.path("c").integer(-1));
        assertTrue(tree.has("c"));
        assertFalse(tree.path("c").isNumber());
    }

    @Test
    void hasNothingWhereThereIsNothing() {
        JsonTree tree = read("{\"a\": 18446744073709551615}");
        assertEquals("", tree.path("b").path("c").path(3).text());
        assertEquals(5, tree.path("b").integer(5));
        assertEquals(5, tree.path("a").integer(5));
        assertEquals("18446744073709551615", tree.path("a").text());
        assertTrue(tree.items().isEmpty());
        assertTrue(tree.path("b").fields().isEmpty());
    }

    @Test
    void readsWhatIsNestedDeeperThanAStackAndRefusesMore() {
        String deep = "[".repeat(DEEPEST) + "]".repeat(DEEPEST);
        assertEquals(1, read(deep).items().size());
        assertThrows(JacksonException.class, () -> read("[" + deep + "]"));
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThrows(JacksonException.class, () -> read("{\"a\": [1, 2}"));
        assertThrows(JacksonException.class, () -> read("{\"a\": "));
    }
}
